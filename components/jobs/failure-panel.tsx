import type { JobError } from "@/lib/jobs/job-view";
import { chargedSentence } from "./status-words";

/** What happened, whether money was spent, and what to do. */
export function FailurePanel({ error, another }: { error: JobError; another: React.ReactNode }) {
  return (
    <section
      aria-labelledby="what-happened"
      className="rounded-card border border-fail/40 bg-fail/6 p-5 sm:p-6"
    >
      <h2 id="what-happened" className="font-serif text-2xl">
        What happened
      </h2>
      <p className="mt-2 leading-relaxed">{error.message}</p>
      <dl className="mt-4 grid gap-x-6 gap-y-3 text-[0.9375rem] sm:grid-cols-[auto_1fr]">
        <dt className="text-soft">Money</dt>
        <dd>{chargedSentence(error.charged)}</dd>
        <dt className="text-soft">What to do</dt>
        <dd className="grid gap-3">
          <p>
            {error.retryable
              ? "Retry. What was finished before is kept and not paid for again."
              : "A retry with the same input would most likely end the same way. Start a new one with other input."}
          </p>
          {!error.retryable && another}
        </dd>
      </dl>
    </section>
  );
}
