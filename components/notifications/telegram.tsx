"use client";
import { Trouble } from "@/components/session/trouble";
import { AlertDialog } from "@/components/ui/alert-dialog";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { useTelegram } from "@/hooks/use-telegram";
import type { TelegramView } from "@/lib/jobs/telegram-view";
import { TelegramCodeSteps } from "./telegram-code-steps";

/** Messages to a chat, with what was made. */
export function Telegram({ initial }: { initial: TelegramView }) {
  const { telegram, error, refresh, code, isExpired, run, busy, problem } = useTelegram(initial);
  return (
    <section aria-labelledby="telegram" className="grid grid-cols-[minmax(0,1fr)] gap-5">
      <div className="max-w-160">
        <h2 id="telegram" className="font-serif text-3xl">
          Telegram
        </h2>
        <p className="mt-2 leading-relaxed text-pretty text-soft">
          A message when a job ends, with its pictures, its film or its words; or with what went wrong. The
          bot also lists and cancels jobs.
        </p>
      </div>
      {error !== undefined && <Trouble error={error} onAgain={() => void refresh()} />}
      {telegram.available ? (
        <Card aria-label="Your Telegram" className="grid gap-4">
          {telegram.linked ? (
            <Linked telegram={telegram} run={run} busy={busy} />
          ) : (
            <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
              <p className="text-soft">Not linked.</p>
              <Button
                look={code === null || isExpired ? "primary" : "secondary"}
                disabled={busy !== null}
                onClick={() => void run("link")}
              >
                {code === null ? "Link Telegram" : "New code"}
              </Button>
            </div>
          )}
          {!telegram.linked && code && (
            <TelegramCodeSteps code={code} botName={telegram.botName} isExpired={isExpired} />
          )}
          <output className="sr-only">
            {telegram.linked && `Linked to ${telegram.name ?? "Telegram"}.`}
          </output>
          {problem !== null && (
            <p role="alert" className="text-sm text-fail-ink">
              {problem}
            </p>
          )}
        </Card>
      ) : (
        <Card className="text-soft">This Darkroom has no bot. Whoever runs it can give it one.</Card>
      )}
    </section>
  );
}

type Controls = Pick<ReturnType<typeof useTelegram>, "run" | "busy">;

function Linked({ telegram, run, busy }: Controls & { telegram: TelegramView }) {
  const { muted, name } = telegram;
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
      <div className="flex min-w-0 flex-wrap items-center gap-x-3.5 gap-y-2">
        <p className="min-w-0 wrap-anywhere">
          Linked to <span className="font-medium">{name ?? "your chat"}</span>
        </p>
        <Badge tone={muted ? "plain" : "done"}>{muted ? "Muted" : "On"}</Badge>
      </div>
      <div className="flex flex-wrap gap-2.5">
        <Button disabled={busy !== null} onClick={() => void run(muted ? "unmute" : "mute")}>
          {muted ? "Unmute" : "Mute"}
        </Button>
        <AlertDialog
          trigger={<Button disabled={busy !== null}>Unlink</Button>}
          title="Unlink Telegram?"
          text="The bot forgets this account: no more messages, and no more commands. You can link it again."
          keep="Keep it linked"
          confirm="Unlink it"
          onConfirm={() => void run("unlink")}
        />
      </div>
    </div>
  );
}
