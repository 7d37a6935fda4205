import type { JobStatus } from "@/lib/jobs/status";

/** How an attempt stands, or ended. */
export const attemptWords = {
  pending: "waiting",
  processing: "under way",
  completed: "done",
  failed: "failed",
  canceled: "canceled",
} as const satisfies Record<JobStatus, string>;
