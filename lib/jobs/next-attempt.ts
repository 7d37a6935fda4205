import type { Job } from "./job";
import type { JobError } from "./job-error";
import type { Judgement } from "./judge";
import { backoff } from "./schedule";
import { transition } from "./status";

/** What becomes of a job whose attempt has failed and is followed by another, after a pause. Pure; `random` in [0, 1). */
export function nextAttempt(job: Job, error: JobError, now: Date, random: number): Judgement {
  const status = transition(job.status, "again");
  if (status === null) throw new Error(`a ${job.status} job cannot be tried again`);
  const waitMs = backoff(job.retries + 1, null, random);
  const until = new Date(now.getTime() + waitMs).toISOString();
  const message = `Attempt ${job.attempt} failed: ${sentence(error.message)}`;
  return {
    status,
    stage: null,
    progress: 0,
    provider: null,
    output: null,
    error: null,
    delay: { code: "retrying", message, until },
    timeline: [],
    nextCheckInMs: waitMs,
    failedChecks: 0,
    again: true,
    forecast: null,
  };
}

/** A provider's words, with an end. */
function sentence(words: string): string {
  return /[.!?…]$/.test(words) ? words : `${words}.`;
}
