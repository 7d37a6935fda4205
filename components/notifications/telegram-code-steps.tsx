"use client";
import { ExternalLink } from "lucide-react";
import { Countdown } from "@/components/jobs/countdown";
import { Button } from "@/components/ui/button";
import { Note } from "@/components/ui/note";
import type { TelegramCode } from "@/lib/jobs/telegram-view";
import { CopyText } from "./copy-text";

interface Props {
  code: TelegramCode;
  botName: string | null;
  isExpired: boolean;
}

/** How a chat is linked: by opening the bot from here, or by writing to it from another device. */
export function TelegramCodeSteps({ code, botName, isExpired }: Props) {
  if (isExpired) return <Note tone="warm">This code is too old by now. Ask for a new one.</Note>;
  return (
    <div className="grid gap-4 border-t pt-4">
      <div className="grid justify-items-start gap-2.5">
        <p>Open the bot, and press Start there.</p>
        <Button asChild look="primary">
          <a href={code.url} target="_blank" rel="noreferrer">
            <ExternalLink aria-hidden />
            Open Telegram
          </a>
        </Button>
      </div>
      <div className="grid gap-2.5">
        <p>
          Telegram is on another device? Write this to {botName === null ? "the bot" : `@${botName}`} there.
        </p>
        <CopyText what="the message" text={`/start ${code.code}`} />
      </div>
      <p className="text-sm text-soft">
        The code works once, and ends <Countdown until={code.expiresAt} />. This page goes on by itself.
      </p>
    </div>
  );
}
