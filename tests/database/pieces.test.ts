import { beforeAll, beforeEach, expect, test } from "vitest";
import { cancelJobRow, retryJobRow } from "@/lib/db/job-verbs";
import { claimPiece, extendPiece, finishPiece, putBackPiece, type Piece } from "@/lib/db/pieces";
import { useDatabase } from "../support/database";
import { stubAppOf } from "./app-of";
import { insertJob, insertOperation, readRow, retryOf } from "./rows";

const db = useDatabase();
const kinds = ["story_video"];
let userId: string;
let jobId: string;

beforeAll(async () => {
  stubAppOf(db);
  userId = (await db.createUser()).id;
});

beforeEach(async () => {
  await db.sql`delete from jobs`;
  jobId = await insertJob(db.sql, userId, { kind: "story_video", status: "processing" });
});

const plan = (slot = 0, columns: Record<string, unknown> = {}) =>
  insertOperation(db.sql, { id: jobId, userId }, { slot, ...columns });

/** Lets every lease and every pause run out. */
const leaseEnds = () => db.sql`update operations set claim_expires_at = now() - interval '1 second'`;

async function taken(leaseMs = 60_000): Promise<Piece> {
  const piece = await claimPiece(kinds, leaseMs);
  if (!piece) throw new Error("There was nothing to make.");
  return piece;
}

const file = {
  name: "film.mp4",
  contentType: "video/mp4",
  bytes: 12,
  sha256: "a".repeat(64),
  storagePath: "somewhere/film.mp4",
};
const failure = { code: "internal", message: "It broke.", retryable: true, charged: false };
const failed = { state: "failed", error: failure } as const;
const succeeded = { state: "succeeded", artifact: file } as const;

test("the oldest piece that waits is taken first, with its job, and nobody else takes it", async () => {
  await plan(1, { started_at: new Date(Date.now() - 1_000) });
  const oldest = await plan(0, { started_at: new Date(Date.now() - 2_000) });
  const piece = await taken();
  expect(piece).toMatchObject({ operationId: oldest, job: { id: jobId, kind: "story_video" } });
  expect(piece.job?.operations.find(({ id }) => id === oldest)?.state).toBe("running");
  expect((await taken()).operationId).not.toBe(oldest);
  expect(await claimPiece(kinds, 60_000)).toBeNull();
});

test("any number of makers at once each get another piece", async () => {
  for (let slot = 0; slot < 12; slot++) await plan(slot);
  // Straight into the database, on connections of their own: these really run at once.
  const claims = await Promise.all(
    Array.from(
      { length: 20 },
      () => db.sql<Array<{ id: string | null }>>`
        select claim_piece(${kinds}, 60000) ->> 'operation_id' as id`,
    ),
  );
  const ids = claims.flatMap(([row]) => row?.id ?? []);
  expect(ids).toHaveLength(12);
  expect(new Set(ids).size).toBe(12);
});

test("a piece that somebody is just taking is skipped, not waited for", async () => {
  const [first, second] = [await plan(0), await plan(1)];
  await db.sql.begin(async (sql) => {
    await sql`select id from operations where id = ${first} for update`;
    expect((await taken()).operationId).toBe(second);
  });
});

test.each([
  ["work at a provider", { provider: "astria" }],
  ["a piece that is done", { state: "succeeded" }],
  ["a piece of another attempt than the present one", { attempt: 2 }],
])("%s is nobody's to make", async (_, columns) => {
  await plan(0, columns);
  expect(await claimPiece(kinds, 60_000)).toBeNull();
});

test("a piece of another kind, or of a job that is over, is not taken", async () => {
  await plan();
  expect(await claimPiece(["chat"], 60_000)).toBeNull();
  await cancelJobRow(jobId, userId, "browser");
  expect(await claimPiece(kinds, 60_000)).toBeNull();
});

test("a maker that is not heard of again loses its piece when the lease ends; until then, or extended, not", async () => {
  await plan();
  const lost = await taken(60_000);
  await leaseEnds();
  expect(await extendPiece(lost, 60_000)).toBe(true);
  expect(await claimPiece(kinds, 60_000)).toBeNull();
  await leaseEnds();
  const next = await taken();
  expect(next.operationId).toBe(lost.operationId);
  expect(await extendPiece(lost, 60_000)).toBe(false);
  expect(await extendPiece(next, 60_000)).toBe(true);
});

test("a finished piece is succeeded and kept, its file is there, and its job is due", async () => {
  await plan();
  const piece = await taken();
  await db.sql`update jobs set next_check_at = now() + interval '1 hour' where id = ${jobId}`;
  expect(await finishPiece(piece, succeeded, "step")).toBe(true);
  expect(await readRow(db.sql, "operations", piece.operationId)).toMatchObject({
    state: "succeeded",
    output: { files: [] },
    error: null,
    ended_at: expect.any(Date),
    kept_at: expect.any(Date),
    claim_id: null,
    claim_expires_at: null,
  });
  const [artifact] = await db.sql`select * from artifacts where job_id = ${jobId}`;
  expect(artifact).toMatchObject({ operation_id: piece.operationId, name: "film.mp4", source_url: "" });
  const job = await readRow(db.sql, "jobs", jobId);
  expect(job["nudged"]).toBe(true);
  expect(job["next_check_at"]).toSatisfy((at: Date) => at.getTime() <= Date.now() + 1_000);
});

test("a piece that failed says why, keeps nothing, and its job is due", async () => {
  await plan();
  const piece = await taken();
  expect(await finishPiece(piece, failed, "step")).toBe(true);
  const row = await readRow(db.sql, "operations", piece.operationId);
  expect(row).toMatchObject({ state: "failed", error: failure, output: null, kept_at: null });
  expect((await readRow(db.sql, "jobs", jobId))["nudged"]).toBe(true);
});

test("an old claim writes nothing", async () => {
  await plan();
  const old = await taken();
  await leaseEnds();
  const next = await taken();
  const before = await readRow(db.sql, "operations", old.operationId);
  expect(await finishPiece(old, succeeded, "step")).toBe(false);
  expect(await putBackPiece(old, 0)).toBe(false);
  expect(await readRow(db.sql, "operations", old.operationId)).toEqual(before);
  expect(await db.sql`select 1 from artifacts`).toHaveLength(0);
  expect((await readRow(db.sql, "jobs", jobId))["nudged"]).toBe(false);
  expect(await finishPiece(next, succeeded, "step")).toBe(true);
  expect(await finishPiece(next, failed, "step")).toBe(false);
});

test.each([
  ["canceled", () => cancelJobRow(jobId, userId, "browser")],
  [
    "canceled and begun anew",
    async () => {
      await cancelJobRow(jobId, userId, "browser");
      await retryJobRow(retryOf(jobId, userId, []));
    },
  ],
])("a piece whose job was %s is neither held nor finished", async (_, end) => {
  await plan();
  const piece = await taken();
  await end();
  expect(await extendPiece(piece, 60_000)).toBe(false);
  expect(await finishPiece(piece, succeeded, "step")).toBe(false);
  expect((await readRow(db.sql, "operations", piece.operationId))["state"]).toBe("running");
  expect(await db.sql`select 1 from artifacts`).toHaveLength(0);
});

test("a file made again takes the place of the one before", async () => {
  await plan(0);
  await plan(1);
  const [first, second] = [await taken(), await taken()];
  await finishPiece(first, succeeded, "step");
  await finishPiece(second, { state: "succeeded", artifact: { ...file, bytes: 99 } }, "step");
  const artifacts = await db.sql`select operation_id, bytes::int from artifacts`;
  expect(artifacts).toEqual([{ operation_id: second.operationId, bytes: 99 }]);
});

test("a piece that was put back is left alone for its pause, and then made by anybody", async () => {
  await plan();
  const piece = await taken();
  expect(await putBackPiece(piece, 60_000)).toBe(true);
  expect((await readRow(db.sql, "operations", piece.operationId))["state"]).toBe("planned");
  expect(await extendPiece(piece, 60_000)).toBe(false);
  expect(await claimPiece(kinds, 60_000)).toBeNull();
  await leaseEnds();
  expect((await taken()).operationId).toBe(piece.operationId);
});

test("a piece ends as succeeded or failed, and as nothing else", async () => {
  await plan();
  const { operationId, claimId } = await taken();
  await expect(
    db.sql`select finish_piece(${operationId}, ${claimId}, 'planned', null, null, 'step')`,
  ).rejects.toThrow("succeeded or failed");
});

test("the end of a piece is a line in the ledger: what was saved, or why it is spoilt", async () => {
  await plan(0);
  await plan(1);
  await finishPiece(await taken(), succeeded, "browser");
  await finishPiece(await taken(), failed, "step");
  const lines = await db.sql`select type, source, detail from job_events where job_id = ${jobId} order by id`;
  expect([...lines]).toEqual([
    { type: "saved", source: "browser", detail: { names: [file.name], total: 1 } },
    { type: "spoilt", source: "step", detail: expect.objectContaining({ slot: expect.any(Number) }) },
  ]);
});
