"use client";
import { askedSentence, peaceWords } from "@/components/copy/asked";
import { useOnline } from "@/hooks/use-awake";
import type { Asked } from "@/hooks/use-job-actions";
import type { JobView } from "@/lib/jobs/job-view";
import { useIsLeftInPeace } from "./check-button";
import { Countdown } from "./countdown";

interface Props {
  job: JobView;
  asked: Asked | null;
  problem: string | null;
  /** What is said while there is no line; nothing in lists, which tell it once. */
  offline?: string;
}

/** Under the buttons: what came of the last one pressed, and why "Check status" waits where it does. */
export function CheckAnswer({ job, asked, problem, offline }: Props) {
  const waits = useIsLeftInPeace(job);
  const isOnline = useOnline();
  const sentence = asked && askedSentence(asked, job);
  return (
    <>
      <output className="text-sm text-soft empty:hidden">
        {!isOnline && offline ? (
          offline
        ) : waits && job.delay ? (
          <>
            {peaceWords(job)} <Countdown until={job.delay.until} />.
          </>
        ) : (
          sentence
        )}
      </output>
      {problem && (
        <p role="alert" className="text-sm text-fail-ink">
          {problem}
        </p>
      )}
    </>
  );
}
