import type { Sql } from "postgres";
import { vi } from "vitest";
import type { Change } from "@/lib/jobs/change";
import { claimJob } from "@/lib/db/claims";
import type { JobRetry } from "@/lib/db/job-verbs";

export type Row = Record<string, unknown>;

/** A job as a row, without any service: pending and due unless `columns` say otherwise. */
export async function insertJob(sql: Sql, userId: string, columns: Row = {}): Promise<string> {
  const row = { user_id: userId, kind: "photoshoot", input: {}, input_hash: "x", ...columns };
  const deadline = new Date(Date.now() + 3_600_000);
  const [job] = await sql<Array<{ id: string }>>`
    insert into jobs ${sql({ deadline_at: deadline, ...row } as unknown as Record<string, string>)} returning id`;
  return job?.id ?? "";
}

/** An operation as a row: a piece of our own that waits to be made unless `columns` say otherwise. */
export async function insertOperation(
  sql: Sql,
  job: { id: string; userId: string },
  columns: Row = {},
): Promise<string> {
  const row = { job_id: job.id, user_id: job.userId, attempt: 1, step: "rendering", slot: 0, ...columns };
  const settled = { settles_at: new Date(), state: "planned", ...row };
  const [operation] = await sql<Array<{ id: string }>>`
    insert into operations ${sql(settled as unknown as Record<string, string>)} returning id`;
  return operation?.id ?? "";
}

export async function readRow(sql: Sql, table: "jobs" | "operations", id: string): Promise<Row> {
  const [row] = await sql`select * from ${sql(table)} where id = ${id}`;
  return row ?? {};
}

/** Claims this job for a minute, whatever its turn; the claim's id. */
export async function claim(jobId: string): Promise<string> {
  const { id, jobs } = await claimJob(jobId, 60_000, 0, { kinds: {}, provider: 1_000, graces: {} });
  if (jobs.length !== 1) throw new Error("Somebody holds this job, or its row makes no sense.");
  return id;
}

/** What a check may have found: the job goes on. */
export function changeOf(jobId: string, more: Partial<Change> = {}): Change {
  return {
    jobId,
    status: "processing",
    stage: "training",
    progress: 0,
    providers: ["astria"],
    output: null,
    error: null,
    delay: null,
    timeline: [],
    nextCheckInMs: 30_000,
    asked: true,
    checksSaved: 0,
    failedChecks: 0,
    autoRetry: false,
    deadlineMs: 3_600_000,
    forecast: null,
    operations: [],
    artifacts: [],
    events: [],
    hasPieces: false,
    changesRecord: true,
    ...more,
  };
}

/** A person's retry, which would ask these providers first. */
export function retryOf(jobId: string, userId: string, providers: readonly string[], attempt = 1): JobRetry {
  return { jobId, userId, attempt, providers, deadlineMs: 60_000, maxActive: 100, source: "browser" };
}

/** Resolves when so many sessions of this database wait for a lock (true) or, without that, when `other` is done (false). */
export async function untilWaiting(sql: Sql, other?: Promise<unknown>, sessions = 1): Promise<boolean> {
  let isDone = false;
  const end = () => void (isDone = true);
  void other?.then(end, end);
  let isBlocked = false;
  const look = async () => {
    const rows = await sql`
      select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
    isBlocked ||= rows.length >= sessions;
    return isBlocked || isDone;
  };
  await vi.waitUntil(look, { interval: 5, timeout: 10_000 });
  return isBlocked;
}
