"use client";
import { ChevronDown } from "lucide-react";
import Link from "next/link";
import { fateOf, toldOf, triesSentence } from "@/components/copy/deliveries";
import { Countdown } from "@/components/jobs/countdown";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { useFold } from "@/components/ui/fold";
import { When } from "@/components/ui/when";
import type { DeliveryView } from "@/lib/jobs/endpoint-view";

interface Props {
  delivery: DeliveryView;
  /** Its endpoint is paused: what waits goes on waiting. */
  isPaused: boolean;
  isBusy: boolean;
  onResend: () => void;
}

/** One message: what it told, what came of it, and the answer itself for whoever folds it out. */
export function DeliveryRow({ delivery, isPaused, isBusy, onResend }: Props) {
  const { id, jobId, createdAt, nextTryAt, answer, lastTryAt, state, tries } = delivery;
  const { word, tone } = fateOf(delivery, isPaused);
  const { isOpen, trigger, content } = useFold();
  const isResendable = !isBusy && (state !== "waiting" || tries > 0 || isPaused);
  return (
    <li className="px-5 py-4 sm:px-6">
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-3">
        <div className="min-w-0 flex-1 basis-60">
          <p className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
            <span className="font-medium">{toldOf(delivery)}</span>
            <Badge tone={tone}>{word}</Badge>
          </p>
          <p className="mt-1.5 text-sm text-soft">
            <When at={createdAt} as="day" />. {triesSentence(delivery)}{" "}
            {state === "waiting" && nextTryAt !== null && !isPaused && (
              <>
                Next try <Countdown until={nextTryAt} />.
              </>
            )}
          </p>
        </div>
        <div className="flex gap-2">
          <Button size="sm" aria-disabled={!isResendable} onClick={() => isResendable && onResend()}>
            {isBusy ? "Sending" : state === "waiting" ? "Send now" : "Resend"}
          </Button>
          <Button {...trigger} size="sm" look="quiet" className="[&[data-state=open]>svg]:rotate-180">
            Details
            <ChevronDown aria-hidden className="transition-transform duration-300" />
          </Button>
        </div>
      </div>
      <div {...content}>
        {isOpen && (
          <>
            <dl className="mt-4 grid gap-x-6 gap-y-1 text-sm max-sm:[&>dt:not(:first-child)]:mt-3 sm:grid-cols-[auto_1fr] sm:gap-y-1.5">
              <dt className="text-soft">Message</dt>
              <dd className="font-mono text-[0.8125rem] wrap-anywhere">{id}</dd>
              {jobId !== null && (
                <>
                  <dt className="text-soft">Job</dt>
                  <dd>
                    <Link
                      href={`/jobs/${jobId}`}
                      className="font-mono text-[0.8125rem] wrap-anywhere underline decoration-faint underline-offset-4 hover:decoration-safelight"
                    >
                      {jobId}
                    </Link>
                  </dd>
                </>
              )}
              {lastTryAt !== null && (
                <>
                  <dt className="text-soft">Last try</dt>
                  <dd>
                    <When at={lastTryAt} as="day" />
                  </dd>
                </>
              )}
            </dl>
            {answer !== null && answer !== "" && (
              <pre className="mt-3 max-h-60 overflow-auto rounded-control border bg-raised px-3.5 py-3 font-mono text-[0.8125rem] whitespace-pre-wrap wrap-anywhere">
                {answer}
              </pre>
            )}
          </>
        )}
      </div>
    </li>
  );
}
