"use client";
import { attemptWords } from "@/components/copy/attempts";
import { clock } from "@/components/ui/figures";
import { When } from "@/components/ui/when";
import { useAttempts } from "@/hooks/use-attempts";
import { useNow } from "@/hooks/use-now";
import { tookOne, type Attempt } from "@/lib/jobs/attempts";
import type { JobView } from "@/lib/jobs/job-view";

/**
 * Every attempt of a job in a line of its own: when it began, how long it took, and how it ended; why, where the page does not say
 * the same already. Nothing where there was one.
 */
export function Attempts({ job }: { job: JobView }) {
  const attempts = useAttempts(job);
  if (job.attempt === 1 || !attempts) return null;
  return (
    <section aria-labelledby="attempts" className="grid gap-2.5 border-t pt-5">
      <h2 id="attempts" className="text-[0.8125rem] text-soft">
        Attempts
      </h2>
      <ol className="grid gap-2.5 text-[0.9375rem]">
        {attempts.map((attempt) => (
          <Line key={attempt.number} job={job} attempt={attempt} />
        ))}
      </ol>
    </section>
  );
}

function Line({ job, attempt }: { job: JobView; attempt: Attempt }) {
  const { number, beganAt, status, reason } = attempt;
  return (
    <li className="grid grid-cols-[1.5rem_minmax(0,1fr)_auto] gap-x-2.5">
      <span className="text-soft">
        <span className="sr-only">Attempt </span>
        {number}
      </span>
      <span>
        {attemptWords[status]}{" "}
        <span className="text-soft">
          <When at={beganAt} as="day" />
        </span>
      </span>
      <span className="text-soft">
        <Length job={job} attempt={attempt} />
      </span>
      {reason && reason !== job.error?.message && (
        <span dir="auto" className="col-span-2 col-start-2 text-sm text-soft wrap-anywhere">
          {reason}
        </span>
      )}
    </li>
  );
}

function Length({ job, attempt }: { job: JobView; attempt: Attempt }) {
  const runs = attempt.status === "processing";
  const now = useNow(runs ? 1_000 : null);
  return attempt.endedAt !== null || (runs && now !== null) ? clock(tookOne(attempt, job, now)) : null;
}
