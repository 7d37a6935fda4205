import { recordFates, type Written } from "@/lib/db/commit-checks";
import { readJobRecord } from "@/lib/db/read-jobs";
import type { Change } from "@/lib/jobs/change";
import type { Operation } from "@/lib/jobs/job";
import type { Source } from "@/lib/jobs/source";
import { stopWork } from "./stop-work";

/**
 * A job that was canceled during its create call, or made itself known meanwhile, refuses the commit; what was started
 * is kept all the same, for a retry to adopt, and asked to stop where the job is still canceled, or where a person has had
 * that part of it made anew by now. Whoever is killed before that leaves the work running there, with its id in the record.
 */
export async function stopRefused(
  claimId: string,
  begun: ReadonlyMap<string, readonly Operation[]>,
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
  // Written at once, as far as the database was there; what it was not there for is written now.
  await recordFates(
    claimId,
    refused.flatMap(({ lost }) => lost),
    null,
  );
  for (const { jobId, lost } of refused) {
    const job = await readJobRecord(jobId);
    const superseded = new Set(job?.operations.flatMap((each) => (each.supersededAt ? each.id : [])));
    const useless = lost.filter(({ id }) => job?.status === "canceled" || superseded.has(id));
    await Promise.all(useless.map((each) => stopWork(jobId, each, source)));
  }
}
