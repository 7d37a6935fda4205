import { z } from "zod";

/** Every status a job can have. The last three are terminal, and final for their attempt. */
export const JobStatus = z.enum(["pending", "processing", "completed", "failed", "canceled"]);
export type JobStatus = z.infer<typeof JobStatus>;

/** What can happen to a job's status. `retry` (a person's) and `auto_retry` open a new attempt;
 * everything else stays within one. */
export type StatusEvent = "start" | "complete" | "fail" | "cancel" | "auto_retry" | "retry";

/** The whole state machine: each status names its answer to each event, `null` where the event changes nothing. */
export const transitions = {
  pending: {
    start: "processing",
    complete: null,
    fail: "failed",
    cancel: "canceled",
    auto_retry: "pending",
    retry: null,
  },
  processing: {
    start: null,
    complete: "completed",
    fail: "failed",
    cancel: "canceled",
    auto_retry: "pending",
    retry: null,
  },
  completed: { start: null, complete: null, fail: null, cancel: null, auto_retry: null, retry: null },
  failed: { start: null, complete: null, fail: null, cancel: null, auto_retry: null, retry: "pending" },
  canceled: { start: null, complete: null, fail: null, cancel: null, auto_retry: null, retry: "pending" },
} as const satisfies Record<JobStatus, Record<StatusEvent, JobStatus | null>>;

/** The status after an event, or `null` where the event must change nothing. */
export function transition(status: JobStatus, event: StatusEvent): JobStatus | null {
  return transitions[status][event];
}

/** True for `completed`, `failed` and `canceled`: nothing but a retry leaves these. */
export function isTerminal(status: JobStatus): boolean {
  return status === "completed" || status === "failed" || status === "canceled";
}
