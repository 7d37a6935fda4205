/**
 * Requests that the record answered instead of a provider, per job, until the next commit takes them along.
 * Counted in memory, since a write per read would cost more than the figure is worth: what a killed function
 * counted is lost, so the figure shown is a lower bound.
 */
const counts = new Map<string, number>();
const mostJobs = 10_000;

/** One more request answered from the record. */
export function noteSavedCheck(jobId: string): void {
  if (counts.size >= mostJobs && !counts.has(jobId)) return;
  counts.set(jobId, (counts.get(jobId) ?? 0) + 1);
}

/** What has been counted for a job since it was last taken. */
export function takeSavedChecks(jobId: string): number {
  const count = counts.get(jobId) ?? 0;
  counts.delete(jobId);
  return count;
}
