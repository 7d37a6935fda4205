import type { JobEventView } from "./job-view";
import type { JobStatus } from "./status";

/** What the ledger alone says of a job: the row must say the same. */
export interface Replayed {
  status: JobStatus;
  stage: string | null;
  progress: number;
}

/** Replays a ledger, oldest event first; `null` for an empty one. */
export function replay(events: readonly JobEventView[]): Replayed | null {
  const last = events.at(-1);
  return last ? { status: last.status, stage: last.stage, progress: last.progress } : null;
}
