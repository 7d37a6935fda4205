import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { cancelJobRow, retryJobRow } from "@/lib/db/job-verbs";
import { claimPiece, extendPiece, finishPiece, putBackPiece, type Piece } from "@/lib/db/pieces";
import { readJobRecord } from "@/lib/db/read-jobs";
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
  await db.sql`delete from leftover_files`;
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
const succeeded = { state: "succeeded", files: [file] } as const;

test("the oldest piece that waits is taken first, with its job, and nobody else takes it", async () => {
  await plan(1, { started_at: new Date(Date.now() - 1_000) });
  const oldest = await plan(0, { started_at: new Date(Date.now() - 2_000) });
  const piece = await taken();
  expect(piece).toMatchObject({ operationId: oldest, job: { id: jobId, kind: "story_video" } });
  expect((await taken()).operationId).not.toBe(oldest);
  expect(await claimPiece(kinds, 60_000)).toBeNull();
});

test("everybody has a turn, and of one person the job that began first is brought to its end before the next", async () => {
  const other = (await db.createUser()).id;
  const at = (secondsAgo: number) => new Date(Date.now() - secondsAgo * 1_000);
  const story = async (owner: string, begunAgo: number) => {
    const columns = { kind: "story_video", status: "processing", queued_at: at(begunAgo) };
    return { id: await insertJob(db.sql, owner, columns), userId: owner };
  };
  const [first, second, foreign] = [await story(userId, 90), await story(userId, 60), await story(other, 30)];
  const planned = async (job: { id: string; userId: string }, step: string, begunAgo: number) =>
    insertOperation(db.sql, job, { step, slot: 0, started_at: at(begunAgo) });
  const filmed = await planned(second, "rendering", 50);
  const joined = await planned(first, "joining", 10);
  const elsewhere = await planned(foreign, "rendering", 20);
  const order = [await taken(), await taken(), await taken()].map((piece) => piece.operationId);
  expect(order).toEqual([joined, elsewhere, filmed]);
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
  expect((await readRow(db.sql, "operations", piece.operationId))["state"]).toBe("planned");
  expect(await db.sql`select 1 from artifacts`).toHaveLength(0);
});

test("a file made again takes the place of the one before", async () => {
  await plan(0);
  await plan(1);
  const [first, second] = [await taken(), await taken()];
  await finishPiece(first, succeeded, "step");
  await finishPiece(second, { state: "succeeded", files: [{ ...file, bytes: 99 }] }, "step");
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
    db.sql`select finish_piece(${operationId}, ${claimId}, 'planned', null, null, '[]', null, 'step')`,
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

test("all files of a piece are kept, and what is to be known of it, whatever that is", async () => {
  await plan();
  const piece = await taken();
  const named = (name: string) => ({ ...file, name, storagePath: `somewhere/${name}` });
  const files = ["film.mp4", "film.vtt", "film.srt", "film.txt"].map(named);
  const facts = { durationMs: 61_000, starts: [0, 5_300], missing: null, deep: { none: null } };
  expect(await finishPiece(piece, { state: "succeeded", files, facts }, "step")).toBe(true);
  expect((await readRow(db.sql, "operations", piece.operationId))["output"]).toEqual({ files: [], facts });
  const artifacts = await db.sql`select name, operation_id from artifacts order by name`;
  expect(artifacts.map((row) => row["name"])).toEqual(files.map(({ name }) => name).toSorted());
  const [line] = await db.sql`select type, detail from job_events where job_id = ${jobId}`;
  expect(line).toEqual({ type: "saved", detail: { names: files.map(({ name }) => name), total: 4 } });
  const record = await readJobRecord(jobId);
  expect(record?.operations[0]?.output).toEqual({ files: [], facts });
});

describe("a piece that failed because of work it is made of", () => {
  const fail = (piece: Piece, ...spoils: string[]) => finishPiece(piece, { ...failed, spoils }, "step");
  const asset = (columns: Record<string, unknown> = {}) => {
    const made = {
      step: "assets",
      slot: 1,
      provider: "fal",
      state: "succeeded",
      kept_at: new Date(),
      ended_at: new Date(),
    };
    return insertOperation(db.sql, { id: jobId, userId }, { ...made, ...columns });
  };
  const spoilt = async () =>
    (await db.sql`select id from operations where state = 'failed' and step <> 'rendering' order by id`).map(
      (row) => row["id"],
    );

  test("takes that with it, by the same reason, as paid for; its file goes", async () => {
    const [id, other] = [await asset(), await asset({ slot: 0 })];
    await db.sql`insert into artifacts (job_id, user_id, operation_id, name, content_type, bytes, sha256, storage_path, source_url)
      values (${jobId}, ${userId}, ${id}, 'voice-01.wav', 'audio/wav', 1, ${file.sha256}, 'u/j/o/voice', '')`;
    await plan();
    const piece = await taken();
    expect(await fail(piece, id)).toBe(true);
    expect(await readRow(db.sql, "operations", id)).toMatchObject({
      state: "failed",
      error: { ...failure, charged: true },
      kept_at: null,
      ended_at: expect.any(Date),
    });
    expect((await readRow(db.sql, "operations", piece.operationId))["error"]).toEqual(failure);
    expect((await readRow(db.sql, "operations", other))["state"]).toBe("succeeded");
    expect(await db.sql`select 1 from artifacts`).toHaveLength(0);
    expect(await db.sql`select 1 from leftover_files where path = 'u/j/o/voice'`).toHaveLength(1);
    const lines = await db.sql`select type, detail from job_events where job_id = ${jobId} order by id`;
    expect([...lines]).toEqual([
      { type: "spoilt", detail: expect.objectContaining({ step: "rendering", slot: 0 }) },
      { type: "spoilt", detail: expect.objectContaining({ step: "assets", slot: 1, provider: "fal" }) },
    ]);
  });

  test("takes all that it names, of our own as well: what we made ourselves was not paid for", async () => {
    const named = [await asset(), await asset({ step: "joining", slot: 0, provider: null })];
    await asset({ slot: 2 });
    await plan();
    expect(await fail(await taken(), ...named)).toBe(true);
    expect(await spoilt()).toEqual(named.toSorted());
    const charged =
      await db.sql`select id, error -> 'charged' as charged from operations where step <> 'rendering'`;
    expect(charged.map((row) => [row["id"], row["charged"]])).toEqual(
      expect.arrayContaining([
        [named[0], true],
        [named[1], false],
      ]),
    );
    const [line] = await db.sql`select detail from job_events where detail ->> 'step' = 'joining'`;
    expect(line?.["detail"]).not.toHaveProperty("provider");
  });

  test("takes the very work that was read, and not what has taken its place meanwhile", async () => {
    await db.sql`update jobs set attempt = 2 where id = ${jobId}`;
    const old = await asset({ attempt: 1, state: "failed" });
    await asset({ attempt: 2 });
    await plan(0, { attempt: 2 });
    expect(await fail(await taken(), old)).toBe(true);
    expect(await spoilt()).toEqual([old]);
  });

  test("spoils it for this attempt, also where it was made in an earlier one: nothing in between makes it anew", async () => {
    await db.sql`update jobs set attempt = 3 where id = ${jobId}`;
    const [old, twice] = [await asset({ attempt: 1 }), await asset({ attempt: 1, slot: 2 })];
    await asset({ attempt: 3, slot: 2 });
    await plan(0, { attempt: 3 });
    expect(await fail(await taken(), old, twice)).toBe(true);
    expect(await spoilt()).toEqual([old, twice].toSorted());
    expect((await readRow(db.sql, "operations", old))["attempt"]).toBe(3);
    expect((await readRow(db.sql, "operations", twice))["attempt"]).toBe(1);
  });

  test.each<[string, Record<string, unknown>]>([
    ["work that is under way", { state: "running" }],
    ["what was superseded", { superseded_at: new Date() }],
  ])("leaves %s alone", async (_what, columns) => {
    const id = await asset(columns);
    const before = await readRow(db.sql, "operations", id);
    await plan();
    expect(await fail(await taken(), id)).toBe(true);
    expect(await readRow(db.sql, "operations", id)).toEqual(before);
  });

  test("leaves the work of another job alone", async () => {
    const mine = jobId;
    jobId = await insertJob(db.sql, userId, { kind: "chat", status: "processing" });
    const foreign = await asset();
    jobId = mine;
    await plan();
    expect(await fail(await taken(), foreign)).toBe(true);
    expect(await spoilt()).toEqual([]);
  });

  test("takes nothing with it where its claim is lost, or its job is over", async () => {
    const id = await asset();
    await plan();
    const old = await taken();
    await leaseEnds();
    await taken();
    expect(await fail(old, id)).toBe(false);
    await leaseEnds();
    const last = await taken();
    await cancelJobRow(jobId, userId, "browser");
    expect(await fail(last, id)).toBe(false);
    expect(await spoilt()).toEqual([]);
  });
});
