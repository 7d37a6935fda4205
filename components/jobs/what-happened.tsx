import {
  adviceSentence,
  canceledWords,
  moneySentence,
  reasonSentence,
  stoppedSentence,
} from "@/components/copy/endings";
import { mendSentence } from "@/components/copy/mend";
import { badgeOf } from "@/components/copy/status";
import { wordsOf } from "@/components/kinds/words";
import { cn } from "@/components/ui/cn";
import type { JobView } from "@/lib/jobs/job-view";

/** What happened, whether money was spent, and what to do. Nothing for a job that neither has failed nor was canceled. */
export function WhatHappened({ job, another }: { job: JobView; another: React.ReactNode }) {
  const told = toldOf(job);
  if (told === null) return null;
  const { tone } = badgeOf(job);
  return (
    <section
      aria-labelledby="what-happened"
      className={cn(
        "rounded-card border p-5 sm:p-6",
        // In the colour of its badge.
        tone === "plain"
          ? "bg-tray"
          : tone === "warm"
            ? "border-safelight-end/40 bg-safelight-end/6"
            : "border-fail/40 bg-fail/6",
      )}
    >
      <h2 id="what-happened" className="font-serif text-2xl">
        What happened
      </h2>
      <p dir="auto" className="mt-2 leading-relaxed wrap-anywhere">
        {told.reason}
      </p>
      <dl className="mt-4 grid gap-x-6 gap-y-1 text-[0.9375rem] max-sm:[&>dt:not(:first-child)]:mt-3 sm:grid-cols-[auto_1fr] sm:gap-y-3">
        {told.money !== null && (
          <>
            <dt className="text-soft">Money</dt>
            <dd>{told.money}</dd>
          </>
        )}
        <dt className="text-soft">What to do</dt>
        <dd className="grid gap-3">
          {told.advice.map((sentence) => (
            <p key={sentence}>{sentence}</p>
          ))}
          <div className="flex flex-wrap items-center gap-2.5 empty:hidden max-sm:[&>:is(a,button)]:grow">
            {another}
          </div>
        </dd>
      </dl>
    </section>
  );
}

function toldOf(job: JobView): { reason: string; money: string | null; advice: readonly string[] } | null {
  const { status, error } = job;
  if (status === "canceled") return { reason: stoppedSentence(job), ...canceledWords(job) };
  if (status !== "failed" || !error) return null;
  const known = mendSentence(error.code) === null ? wordsOf(job.kind).advice?.(error, job) : null;
  return {
    reason: reasonSentence(error, job),
    money: moneySentence(error, job),
    advice: [known ?? adviceSentence(error, job)],
  };
}
