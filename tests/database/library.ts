import { randomUUID } from "node:crypto";
import type { ISql, Sql } from "postgres";
import { z } from "zod";
import { callFunction } from "@/lib/db/call-function";
import { createLibraryJob, rangeAssets, type NewLibraryJob } from "@/lib/db/job-assets";
import type { LibraryChoice } from "@/lib/jobs/library";
import { claim, insertOperation, type Row } from "./rows";

/** Images in somebody's library, the first the newest: stored and untagged unless `columns` say otherwise. */
export async function insertAssets(
  sql: ISql,
  userId: string,
  count: number,
  columns: Row = {},
): Promise<string[]> {
  const usual = { name: null, picture_bytes: 30_000, stored_at: new Date(), tags: [], colors: [] };
  const rows = await sql<Array<{ id: string }>>`
    insert into assets (user_id, name, sha256, created_at, content_type, bytes, width, height, extension, picture_bytes,
                        stored_at, tags, caption, tagged_at, edited_at, auto_tag_status, openai_batch_id)
    select ${userId}, coalesce(r.name, 'image ' || n || '.jpg'), encode(sha256((n || ${randomUUID()}::text)::bytea), 'hex'),
           coalesce(r.created_at, now() - n * interval '1 second'), 'image/jpeg', coalesce(r.bytes, 2000000), 1600, 1200,
           'jpg', r.picture_bytes, r.stored_at, r.tags, r.caption, r.tagged_at, r.edited_at, r.auto_tag_status, r.openai_batch_id
      from generate_series(1, ${count}::integer) as n
     cross join jsonb_populate_record(null::assets, ${sql.json(JSON.parse(JSON.stringify({ ...usual, ...columns })))}) as r
     order by n returning id`;
  return rows.map((each) => each.id);
}

export const newLibraryJob = (
  userId: string,
  choice: LibraryChoice,
  more: Partial<NewLibraryJob> = {},
): NewLibraryJob => ({
  userId,
  kind: "image_tags",
  inputHash: "x",
  idempotencyKey: null,
  engines: {},
  providers: ["openai-batches"],
  priority: "normal",
  deadlineMs: 60_000,
  maxActive: 100,
  source: "browser",
  choice,
  isInline: false,
  ...more,
});

/** Creates a job for these images; its id. */
export async function jobFor(userId: string, assetIds: string[]): Promise<string> {
  const created = await createLibraryJob(newLibraryJob(userId, { assetIds }));
  if (created.outcome !== "created") throw new Error(created.outcome);
  return created.job.id;
}

/** An operation of this job that is about to send its images, all of them unless `columns` and `range` say otherwise; its id. */
export async function begin(
  sql: Sql,
  job: { id: string; userId: string },
  columns: Row = {},
  range: [from: number, to: number] = [0, 100],
): Promise<string> {
  const own = { provider: "openai-batches", model: "m", step: "tagging", state: "starting", ...columns };
  const operationId = await insertOperation(sql, job, own);
  await rangeAssets({ operationId, from: range[0], to: range[1], after: null, limit: 1 });
  return operationId;
}

/** Its batch is known, and under way; the batch's id. */
export async function send(sql: Sql, operationId: string): Promise<string> {
  const ref = `batch_${randomUUID()}`;
  await sql`update operations set provider_ref = ${ref}, state = 'running', running_at = now() where id = ${operationId}`;
  return ref;
}

export async function endAs(sql: Sql, operationId: string, state: "succeeded" | "failed" | "canceled") {
  await sql`update operations set state = ${state}, ended_at = now() where id = ${operationId}`;
}

/** What an image looks like now, as far as tagging goes. */
export async function looks(sql: Sql, assetId: string): Promise<Row> {
  const [row] =
    await sql`select tags, auto_tag_status as status, auto_tag_error as error, openai_batch_id as batch
                            from assets where id = ${assetId}`;
  return row ?? {};
}

/** The images of a job by what became of them. */
export async function statesOf(sql: Sql, jobId: string): Promise<Record<string, number>> {
  const rows = await sql<Array<{ state: string; n: number }>>`
    select state, count(*)::integer as n from job_assets where job_id = ${jobId} group by state`;
  return Object.fromEntries(rows.map(({ state, n }) => [state, n]));
}

export interface TagRow {
  asset_id: string;
  state: "tagged" | "failed" | "left";
  tags?: string[];
  reason?: string;
  reason_code?: string;
}

export const taggedAs = (assetIds: readonly string[], ...tags: string[]): TagRow[] =>
  assetIds.map((asset_id) => ({ asset_id, state: "tagged", tags }));

export const failedAs = (assetIds: readonly string[], reason: string, reason_code = "refused"): TagRow[] =>
  assetIds.map((asset_id) => ({ asset_id, state: "failed", reason, reason_code }));

/** Writes a chunk; the cursor as it is stored then, `null` where it was not ours to write. */
export function keepTags(
  claimId: string,
  operationId: string,
  after: Row | null,
  cursor: Row,
  rows: readonly TagRow[],
): Promise<Row | null> {
  const args = {
    p_claim_id: claimId,
    p_operation_id: operationId,
    p_after: after,
    p_cursor: cursor,
    p_rows: rows,
  };
  return callFunction("keep_tags", args, z.record(z.string(), z.unknown()).nullable());
}

/** A job for these images, with one batch that is under way. */
export async function underWay(sql: Sql, userId: string, assetIds: string[]) {
  const id = await jobFor(userId, assetIds);
  await sql`update jobs set status = 'processing' where id = ${id}`;
  const operationId = await begin(sql, { id, userId });
  return { id, operationId, ref: await send(sql, operationId) };
}

/** Reads the batch of such a job in one chunk, to its end, as a check would; the cursor. */
export async function readAll(sql: Sql, job: { id: string; operationId: string }, rows: readonly TagRow[]) {
  await endAs(sql, job.operationId, "succeeded");
  const claimId = await claim(job.id);
  const cursor = await keepTags(claimId, job.operationId, null, { byte: 1, isEnd: true }, rows);
  await sql`update operations set kept_at = now() where id = ${job.operationId}`;
  await sql`update jobs set claim_id = null, claim_expires_at = null where id = ${job.id}`;
  return cursor;
}

/** Its job ends like this. */
export async function end(sql: Sql, jobId: string, status: "completed" | "failed") {
  const error =
    status === "failed" ? { code: "x", message: "It failed.", retryable: true, charged: false } : null;
  await sql`update jobs set status = ${status}, completed_at = now(), next_check_at = null,
                            error = ${error && sql.json(error)} where id = ${jobId}`;
}
