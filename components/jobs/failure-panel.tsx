import { adviceSentence, moneySentence, reasonSentence } from "@/components/copy/endings";
import { mendSentence } from "@/components/copy/mend";
import { badgeOf } from "@/components/copy/status";
import { wordsOf } from "@/components/kinds/words";
import { cn } from "@/components/ui/cn";
import type { JobView } from "@/lib/jobs/job-view";

/** What happened, whether money was spent, and what to do. Nothing for a job that has not failed. */
export function FailurePanel({ job, another }: { job: JobView; another: React.ReactNode }) {
  const { error } = job;
  if (job.status !== "failed" || !error) return null;
  const known = mendSentence(error.code) === null ? wordsOf(job.kind).advice?.(error, job) : null;
  return (
    <section
      aria-labelledby="what-happened"
      className={cn(
        "rounded-card border p-5 sm:p-6",
        // In the colour of its badge.
        badgeOf(job).tone === "warm"
          ? "border-safelight-end/40 bg-safelight-end/6"
          : "border-fail/40 bg-fail/6",
      )}
    >
      <h2 id="what-happened" className="font-serif text-2xl">
        What happened
      </h2>
      <p dir="auto" className="mt-2 leading-relaxed wrap-anywhere">
        {reasonSentence(error, job)}
      </p>
      <dl className="mt-4 grid gap-x-6 gap-y-1 text-[0.9375rem] max-sm:[&>dt:not(:first-child)]:mt-3 sm:grid-cols-[auto_1fr] sm:gap-y-3">
        <dt className="text-soft">Money</dt>
        <dd>{moneySentence(error, job)}</dd>
        <dt className="text-soft">What to do</dt>
        <dd className="grid gap-3">
          <p>{known ?? adviceSentence(error, job)}</p>
          <div className="flex flex-wrap items-center gap-2.5 empty:hidden">{another}</div>
        </dd>
      </dl>
    </section>
  );
}
