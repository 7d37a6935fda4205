import { z } from "zod";
import type { Artifact, Job, Operation, Priority } from "@/lib/jobs/job";
import { jobStatuses } from "@/lib/jobs/status";

/** Postgres' own form and ISO 8601 both occur, depending on whether a row or JSON was asked for. */
export const time = z.string().pipe(z.coerce.date());

/** Kept as it is: a record of which nothing more is known here is not copied key by key. */
const json = z.custom<Record<string, unknown>>(
  (value) => typeof value === "object" && value !== null && !Array.isArray(value),
);

const ErrorRow = z.object({
  code: z.string(),
  message: z.string(),
  retryable: z.boolean(),
  charged: z.boolean().nullable(),
});

const StoredRow = z.object({
  contentType: z.string(),
  bytes: z.number(),
  sha256: z.string(),
  storagePath: z.string(),
});

const FileRow = z.object({
  url: z.string(),
  expiresAt: time.nullable(),
  alternatives: z.array(z.string()).optional(),
  isPoster: z.boolean().optional(),
  stored: StoredRow.optional(),
});

export const EngineRow = z.object({ provider: z.string(), model: z.string().nullable() });

const OutputRow = z.object({
  files: z.array(FileRow),
  text: z.string().optional(),
  isCutShort: z.boolean().optional(),
  tokensUsed: z.number().optional(),
  tokens: z.object({ input: z.number(), output: z.number() }).optional(),
  parts: z.object({ done: z.number(), of: z.number() }).optional(),
  facts: json.optional(),
});

export const OperationRow = z
  .object({
    id: z.string(),
    job_id: z.string(),
    attempt: z.number(),
    step: z.string(),
    slot: z.number(),
    provider: z.string().nullable(),
    model: z.string().nullable(),
    provider_ref: z.string().nullable(),
    state: z.enum(["planned", "starting", "queued", "running", "succeeded", "failed", "canceled", "unknown"]),
    progress: z.number().nullable(),
    expected_at: time.nullable(),
    output: OutputRow.nullable(),
    error: ErrorRow.nullable(),
    missing_since: time.nullable(),
    started_at: time,
    settles_at: time,
    running_at: time.nullable(),
    ended_at: time.nullable(),
    cursor: json.nullable(),
    kept_at: time.nullable(),
    absences: z.number(),
    superseded_at: time.nullable(),
  })
  .transform((row): Operation & { jobId: string } => ({
    id: row.id,
    jobId: row.job_id,
    attempt: row.attempt,
    step: row.step,
    slot: row.slot,
    provider: row.provider,
    model: row.model,
    providerRef: row.provider_ref,
    state: row.state,
    progress: row.progress,
    expectedAt: row.expected_at,
    output: row.output,
    error: row.error,
    missingSince: row.missing_since,
    startedAt: row.started_at,
    settlesAt: row.settles_at,
    runningAt: row.running_at,
    endedAt: row.ended_at,
    cursor: row.cursor,
    keptAt: row.kept_at,
    absences: row.absences,
    supersededAt: row.superseded_at,
  }));

const ArtifactRow = z
  .object({
    operation_id: z.string(),
    name: z.string(),
    content_type: z.string(),
    bytes: z.number(),
    sha256: z.string(),
    storage_path: z.string(),
    source_url: z.string(),
    source_expires_at: time.nullable(),
  })
  .transform((row): Artifact => ({
    operationId: row.operation_id,
    name: row.name,
    contentType: row.content_type,
    bytes: row.bytes,
    sha256: row.sha256,
    storagePath: row.storage_path,
    sourceUrl: row.source_url,
    sourceExpiresAt: row.source_expires_at,
  }));

/** A job with its operations and artifacts, as the database gives it, turned into ours. */
export const JobRow = z
  .object({
    id: z.string(),
    user_id: z.string(),
    kind: z.string(),
    status: z.enum(jobStatuses),
    stage: z.string().nullable(),
    progress: z.number(),
    attempt: z.number(),
    auto_retries: z.number(),
    priority: z.number().transform((rank): Priority => (rank > 0 ? "high" : rank < 0 ? "low" : "normal")),
    engines: z.record(z.string(), EngineRow),
    input: json,
    output: json.nullable(),
    error: ErrorRow.nullable(),
    delay: z
      .object({ code: z.string(), message: z.string(), until: z.string(), askedUntil: z.string().optional() })
      .nullable(),
    timeline: z.array(z.object({ name: z.string(), startedAt: z.string(), endedAt: z.string().nullable() })),
    next_check_at: time.nullable(),
    checked_at: time.nullable(),
    checks: z.number(),
    checks_saved: z.number(),
    failed_checks: z.number(),
    deadline_at: time,
    admitted_at: time.nullable(),
    forecast: z.object({ lowAt: z.string(), highAt: z.string() }).nullable(),
    created_at: time,
    updated_at: time,
    started_at: time.nullable(),
    completed_at: time.nullable(),
    /** A check is not given them: nothing of theirs is its concern. */
    favourite_at: time.nullish(),
    unfavoured_at: time.nullish(),
    operations: z.array(OperationRow),
    artifacts: z.array(ArtifactRow),
  })
  .transform((row): Job => ({
    id: row.id,
    userId: row.user_id,
    kind: row.kind,
    status: row.status,
    stage: row.stage,
    progress: row.progress,
    attempt: row.attempt,
    autoRetries: row.auto_retries,
    priority: row.priority,
    engines: row.engines,
    input: row.input,
    output: row.output,
    error: row.error,
    delay: row.delay,
    timeline: row.timeline,
    nextCheckAt: row.next_check_at,
    checkedAt: row.checked_at,
    checks: row.checks,
    checksSaved: row.checks_saved,
    failedChecks: row.failed_checks,
    deadlineAt: row.deadline_at,
    isAdmitted: row.admitted_at !== null || row.status === "processing",
    forecast: row.forecast,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    startedAt: row.started_at,
    completedAt: row.completed_at,
    favouriteAt: row.favourite_at ?? null,
    unfavouredAt: row.unfavoured_at ?? null,
    operations: row.operations,
    artifacts: row.artifacts,
  }));
