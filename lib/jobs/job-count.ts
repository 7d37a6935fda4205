import type { JobStatus } from "./status";

/** How many of somebody's jobs are of one kind and one status. */
export interface JobCount {
  kind: string;
  status: JobStatus;
  count: number;
}

/** How many there are of a status and a kind together; `null` is any. */
export function jobsCounted(
  counts: readonly JobCount[],
  status: JobStatus | null,
  kind: string | null,
): number {
  return counts
    .filter((each) => (status === null || each.status === status) && (kind === null || each.kind === kind))
    .reduce((sum, { count }) => sum + count, 0);
}
