import { JobRow } from "@/lib/db/job-row";
import type { LedgerUpdate } from "@/lib/db/ledger-tail";
import { env } from "@/lib/env";
import { resultUrls, tokensOf } from "@/lib/jobs/result";
import type { StatusUpdate } from "@/lib/jobs/status-update";
import { kindOf } from "@/lib/kinds/registry";
import { errorFields, log } from "@/lib/log";

/** What is told of a row of the ledger. Results are those that the completed job has now. */
export function toStatusUpdate(row: LedgerUpdate): StatusUpdate {
  const { id, jobId, userId, kind, status, stage, progress, attempt, event, timestamp } = row;
  const metadata = metadataOf(row);
  return {
    id,
    generationId: jobId,
    jobId,
    userId,
    type: kind,
    status,
    stage,
    progress,
    attempt,
    event,
    timestamp,
    metadata,
  };
}

/** A job that cannot be read is told of all the same: where it is asked for, it is shown as far as it can be. */
function metadataOf({ job, jobId }: LedgerUpdate): StatusUpdate["metadata"] {
  if (job === null || job === undefined) return { resultUrls: [], tokensUsed: null };
  try {
    const read = JobRow.parse(job);
    const urls = resultUrls(read, kindOf(read).profile, env().APP_URL);
    return { resultUrls: urls, tokensUsed: tokensOf(read) };
  } catch (error) {
    log("error", "the results of a completed job cannot be told", { jobId, ...errorFields(error) });
    return { resultUrls: [], tokensUsed: null };
  }
}
