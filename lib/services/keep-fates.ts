import { recordFates, type Written } from "@/lib/db/commit-checks";
import { readJobRecord } from "@/lib/db/read-jobs";
import type { Change } from "@/lib/jobs/change";
import type { Source } from "@/lib/jobs/source";
import type { Begun } from "./start-operations";
import { stopWork } from "./stop-work";

/**
 * A job that was canceled during its create call, or made itself known meanwhile, refuses the commit; what was started
 * is kept all the same, for a retry to adopt, and asked to stop where the job is still canceled. Whoever is killed
 * before that leaves a start of unknown fate, which a retry looks up (see reconcile).
 */
export async function keepFates(
  { operations: begun }: Begun,
  changes: readonly Change[],
  written: Written,
  source: Source,
): Promise<void> {
  const isWritten = new Set(written.map((job) => job.jobId));
  const isBegun = new Set([...begun.values()].flat().map((operation) => operation.id));
  const refused = changes
    .filter((change) => !isWritten.has(change.jobId))
    .map(({ jobId, operations }) => ({ jobId, lost: operations.filter(({ id }) => isBegun.has(id)) }))
    .filter(({ lost }) => lost.length > 0);
  if (refused.length === 0) return;
  await recordFates(refused.flatMap(({ lost }) => lost));
  for (const { jobId, lost } of refused) {
    const job = await readJobRecord(jobId);
    if (job?.status === "canceled") await Promise.all(lost.map((each) => stopWork(jobId, each, source)));
  }
}
