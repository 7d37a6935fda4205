import { z } from "zod";
import type { Change } from "@/lib/jobs/change";
import type { Artifact, Operation } from "@/lib/jobs/job";
import type { JobError } from "@/lib/jobs/job-error";
import { jobStatuses } from "@/lib/jobs/status";
import { callFunction } from "./call-function";
import type { Source } from "@/lib/jobs/source";

/** What a batch experienced of one provider. */
export interface HealthNote {
  provider: string;
  ok: boolean;
  error: { code: string; message: string } | null;
}

const Written = z
  .array(z.object({ job_id: z.string(), status: z.enum(jobStatuses), due: z.boolean() }))
  .transform((rows) => rows.map((row) => ({ jobId: row.job_id, status: row.status, due: row.due })));
export type Written = z.output<typeof Written>;

/** Commits the changes of a whole batch in one transaction; returns the jobs that were really written. */
export async function commitChecks(
  claimId: string,
  source: Source,
  changes: readonly Change[],
  health: readonly HealthNote[],
): Promise<Written> {
  const args = { p_claim_id: claimId, p_source: source, p_changes: changes.map(toRow), p_health: health };
  return callFunction("commit_checks", args, Written);
}

/**
 * Keeps what became of create calls, whoever holds their jobs now. Returns the ids of those whose reference is another
 * operation's: they fail with `taken`, where that is given, and otherwise stay as they are.
 */
export function recordFates(
  claimId: string | null,
  operations: readonly Operation[],
  taken: JobError | null,
): Promise<string[]> {
  const args = { p_claim_id: claimId, p_operations: operations.map(toOperationRow), p_taken: taken };
  return callFunction("record_fates", args, z.array(z.string()));
}

/** What a check found nothing new of says only that it was checked, and when it is to be again. */
function toRow(change: Change) {
  return {
    job_id: change.jobId,
    providers: change.providers,
    next_check_in_ms: change.nextCheckInMs === null ? null : Math.round(change.nextCheckInMs),
    asked: change.asked ? 1 : 0,
    checks_saved: change.checksSaved,
    ...(change.changesRecord ? toRecordRow(change) : {}),
    ...(change.operations.length > 0 ? { operations: change.operations.map(toOperationRow) } : {}),
    ...(change.artifacts.length > 0 ? { artifacts: change.artifacts.map(toArtifactRow) } : {}),
  };
}

function toRecordRow(change: Change) {
  return {
    status: change.status,
    stage: change.stage,
    progress: change.progress,
    output: change.output,
    error: change.error,
    delay: change.delay,
    timeline: change.timeline,
    failed_checks: change.failedChecks,
    auto_retry: change.autoRetry,
    deadline_ms: change.deadlineMs,
    forecast: change.forecast,
    events: change.events,
  };
}

function toArtifactRow(artifact: Artifact) {
  return {
    operation_id: artifact.operationId,
    name: artifact.name,
    content_type: artifact.contentType,
    bytes: artifact.bytes,
    sha256: artifact.sha256,
    storage_path: artifact.storagePath,
    source_url: artifact.sourceUrl,
    source_expires_at: artifact.sourceExpiresAt,
  };
}

function toOperationRow(operation: Operation) {
  return {
    id: operation.id,
    state: operation.state,
    provider_ref: operation.providerRef,
    progress: operation.progress === null ? null : Math.round(operation.progress),
    expected_at: operation.expectedAt,
    output: operation.output,
    error: operation.error,
    missing_since: operation.missingSince,
    settles_at: operation.settlesAt,
    running_at: operation.runningAt,
    ended_at: operation.endedAt,
    kept_at: operation.keptAt,
    absences: operation.absences,
  };
}
