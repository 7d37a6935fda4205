/** Every status a job can have. The last three are terminal, and final for their attempt. Pages read this file: no zod. */
export const jobStatuses = ["pending", "processing", "completed", "failed", "canceled"] as const;
export type JobStatus = (typeof jobStatuses)[number];

/** The statuses of what is under way, and of what is over. */
export const activeStatuses = ["pending", "processing"] as const satisfies readonly JobStatus[];
export const endedStatuses = ["completed", "failed", "canceled"] as const satisfies readonly JobStatus[];

/** What can happen to a job's status. `retry` and `revise` (a person's) and `auto_retry` open a new attempt;
 * everything else stays within one. */
export type StatusEvent = "start" | "complete" | "fail" | "cancel" | "auto_retry" | "retry" | "revise";

/** Nothing but a person's verb leaves an end. */
const final = {
  start: null,
  complete: null,
  fail: null,
  cancel: null,
  auto_retry: null,
  retry: "pending",
  revise: "pending",
} as const;

/** The whole state machine: each status names its answer to each event, `null` where the event changes nothing. */
export const transitions = {
  pending: {
    start: "processing",
    complete: null,
    fail: "failed",
    cancel: "canceled",
    auto_retry: "pending",
    retry: null,
    revise: null,
  },
  processing: {
    start: null,
    complete: "completed",
    fail: "failed",
    cancel: "canceled",
    auto_retry: "pending",
    retry: null,
    revise: null,
  },
  completed: { ...final, retry: null },
  failed: final,
  canceled: final,
} as const satisfies Record<JobStatus, Record<StatusEvent, JobStatus | null>>;

/** The status after an event, or `null` where the event must change nothing. */
export function transition(status: JobStatus, event: StatusEvent): JobStatus | null {
  return transitions[status][event];
}

/** True for `completed`, `failed` and `canceled`: nothing but a person's verb leaves these. */
export function isTerminal(status: JobStatus): boolean {
  return endedStatuses.some((ended) => ended === status);
}
