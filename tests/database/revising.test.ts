import { randomUUID } from "node:crypto";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { cancelJobRow, retryJobRow, reviseJobRow, type JobRevision } from "@/lib/db/job-verbs";
import { claimPiece, extendPiece, finishPiece } from "@/lib/db/pieces";
import { readJobRecord } from "@/lib/db/read-jobs";
import { adoptReference, recordLateResult, recordWebhook } from "@/lib/db/webhooks";
import { startUnknown } from "@/lib/jobs/failures";
import { useDatabase } from "../support/database";
import { stubAppOf } from "./app-of";
import { insertJob, insertOperation, readRow, retryOf, type Row } from "./rows";

const db = useDatabase();
let userId: string;
let jobId: string;

beforeAll(async () => {
  stubAppOf(db);
  userId = (await db.createUser()).id;
});

beforeEach(async () => {
  await db.sql`delete from jobs`;
  await db.sql`delete from leftover_files`;
  jobId = await newJob("completed");
});

const ends: Row = { completed: { output: {} }, failed: { error: { code: "timed_out" } }, canceled: {} };

/** A job of this user's in this status, with an attempt behind it where it has ended. */
function newJob(status: string, columns: Row = {}): Promise<string> {
  const isOver = status in ends;
  const times = { completed_at: isOver ? new Date() : null, next_check_at: isOver ? null : new Date() };
  return insertJob(db.sql, userId, {
    kind: "story_video",
    status,
    ...times,
    ...(ends[status] as Row),
    ...columns,
  });
}

const operation = (columns: Row = {}) =>
  insertOperation(
    db.sql,
    { id: jobId, userId },
    { step: "assets", provider: "fal", state: "succeeded", ...columns },
  );

const revisionOf = (superseded: readonly string[] = [], more: Partial<JobRevision> = {}): JobRevision => ({
  ...retryOf(jobId, userId, ["fal"]),
  attempt: 1,
  part: 3,
  input: { words: "new" },
  superseded,
  ...more,
});

async function artifact(operationId: string, name: string): Promise<string> {
  const path = `${userId}/${jobId}/${operationId}/${name}`;
  await db.sql`insert into artifacts (job_id, user_id, operation_id, name, content_type, bytes, sha256, storage_path, source_url)
    values (${jobId}, ${userId}, ${operationId}, ${name}, 'image/png', 1, ${"a".repeat(64)}, ${path}, '')`;
  return path;
}

/** Lets the job go on, or end. */
const become = (status: string) => {
  const isOver = status in ends;
  const error = status === "failed" ? db.sql.json({ ...startUnknown }) : null;
  return db.sql`update jobs set status = ${status}, error = ${error}, completed_at = ${isOver ? new Date() : null},
    next_check_at = ${isOver ? null : new Date()} where id = ${jobId}`;
};

const superseded = async () =>
  (await db.sql`select id from operations where superseded_at is not null order by id`).map(
    (row) => row["id"],
  );
const leftovers = () =>
  db.sql`select bucket, path, due_at > now() as is_later from leftover_files order by path`;

describe("a revision", () => {
  test.each(["completed", "failed", "canceled"])(
    "begins a %s job anew, with another input",
    async (status) => {
      jobId = await newJob(status);
      const result = await reviseJobRow(revisionOf());
      expect(result).toMatchObject({
        outcome: "revised",
        job: {
          id: jobId,
          status: "pending",
          attempt: 2,
          autoRetries: 0,
          input: { words: "new" },
          error: null,
          output: null,
        },
      });
      expect(await readRow(db.sql, "jobs", jobId)).toMatchObject({
        providers: ["fal"],
        completed_at: null,
        next_check_at: expect.any(Date),
        admitted_at: null,
      });
      const [line] =
        await db.sql`select type, status, attempt, detail from job_events where job_id = ${jobId}`;
      expect(line).toEqual({
        type: "revised",
        status: "pending",
        attempt: 2,
        detail: { attempt: 2, part: 3 },
      });
    },
  );

  test("supersedes what it names, in every attempt, and nothing else", async () => {
    const job = { attempt: 2 };
    await db.sql`update jobs set attempt = 2 where id = ${jobId}`;
    const old = await operation({ slot: 1, state: "failed" });
    const named = await operation({ slot: 1, ...job });
    const others = [
      await operation({ slot: 0 }),
      await operation({ step: "joining", slot: 1, provider: null }),
    ];
    const result = await reviseJobRow(revisionOf([named], job));
    expect(await superseded()).toEqual([old, named].toSorted());
    const record = result.outcome === "revised" ? result.job : null;
    const counting = record?.operations.filter((each) => each.supersededAt === null).map(({ id }) => id);
    expect(counting?.toSorted()).toEqual(others.toSorted());
  });

  test("keeps the files of what it supersedes until the job is completed, and an hour longer in storage", async () => {
    const kept_at = new Date();
    const [old, kept] = [await operation({ slot: 0, kept_at }), await operation({ slot: 1, kept_at })];
    const path = await artifact(old, "picture-01.png");
    await artifact(kept, "voice-01.wav");
    await reviseJobRow(revisionOf([old]));
    const names = async () => (await readJobRecord(jobId))?.artifacts.map(({ name }) => name).toSorted();
    for (const status of ["processing", "failed", "processing"]) {
      await become(status);
      expect(await names()).toEqual(["picture-01.png", "voice-01.wav"]);
    }
    expect(await leftovers()).toHaveLength(0);
    await become("completed");
    expect(await names()).toEqual(["voice-01.wav"]);
    expect([...(await leftovers())]).toEqual([{ bucket: "artifacts", path, is_later: true }]);
  });

  test("lets nothing else go when the job is completed, and nothing of another job", async () => {
    const foreign = await operation({ superseded_at: new Date() });
    await artifact(foreign, "voice-01.wav");
    jobId = await newJob("failed");
    await artifact(await operation({ kept_at: new Date() }), "voice-01.wav");
    await reviseJobRow(revisionOf([]));
    await become("completed");
    expect(await db.sql`select 1 from artifacts`).toHaveLength(2);
  });

  const stored = { contentType: "image/png", bytes: 1, sha256: "a", storagePath: "u/j/o/answer" };
  const answer = () => db.sql.json({ files: [{ url: "stored:u/j/o/answer", expiresAt: null, stored }] });
  const unknown = () => db.sql.json({ ...startUnknown });

  test.each<[string, () => Row, string | null]>([
    ["that nobody has taken", () => ({ output: answer() }), "its own"],
    ["that is on its way", () => ({ state: "starting" }), "answer"],
    ["that nobody can find out about", () => ({ state: "failed", error: unknown() }), "answer"],
    ["that was taken", () => ({ output: answer(), kept_at: new Date() }), null],
    ["of our own", () => ({ state: "planned", provider: null }), null],
  ])("has an answer %s removed an hour later, if nothing else will", async (_what, columns, place) => {
    const id = await operation({ slot: 2, ...columns() });
    await reviseJobRow(revisionOf([id]));
    const path = place === "answer" ? `${userId}/${jobId}/${id}/answer` : "u/j/o/answer";
    const left = place === null ? [] : [{ bucket: "artifacts", path, is_later: true }];
    expect([...(await leftovers())]).toEqual(left);
  });

  test.each(["pending", "processing"])("of a %s job changes nothing", async (status) => {
    jobId = await newJob(status);
    const id = await operation();
    const before = await readRow(db.sql, "jobs", jobId);
    expect(await reviseJobRow(revisionOf([id]))).toEqual({ outcome: "active" });
    expect(await readRow(db.sql, "jobs", jobId)).toEqual(before);
    expect(await superseded()).toEqual([]);
  });

  test("that was thought of in another attempt changes nothing", async () => {
    const id = await operation();
    await db.sql`update jobs set attempt = 2 where id = ${jobId}`;
    expect(await reviseJobRow(revisionOf([id]))).toEqual({ outcome: "stale" });
    expect(await superseded()).toEqual([]);
    expect((await readRow(db.sql, "jobs", jobId))["status"]).toBe("completed");
  });

  test("of somebody else's job, or of none, is not found", async () => {
    const stranger = await db.createUser();
    expect(await reviseJobRow(revisionOf([], { userId: stranger.id }))).toEqual({ outcome: "not_found" });
    expect(await reviseJobRow(revisionOf([], { jobId: randomUUID() }))).toEqual({ outcome: "not_found" });
  });

  test("counts as one more active job", async () => {
    await newJob("pending");
    expect(await reviseJobRow(revisionOf([], { maxActive: 1 }))).toEqual({ outcome: "limit" });
    expect((await reviseJobRow(revisionOf([], { maxActive: 2 }))).outcome).toBe("revised");
  });

  test("names operations of its own job alone", async () => {
    const mine = jobId;
    await operation();
    jobId = await newJob("completed");
    const foreign = await operation();
    jobId = mine;
    expect((await reviseJobRow(revisionOf([foreign]))).outcome).toBe("revised");
    expect(await superseded()).toEqual([]);
  });
});

/** Straight into the database, on connections of their own: these really run at once. */
const direct = {
  revise: (ids: readonly string[], attempt = 1) =>
    db.sql`select revise_job(${jobId}, ${userId}, ${attempt}, 3, '{}', ${ids as string[]}, '{}', 60000, 100, 'browser') ->> 'outcome' as outcome`,
  retry: () =>
    db.sql`select retry_job(${jobId}, ${userId}, 1, '{}', 60000, 100, 'browser') ->> 'outcome' as outcome`,
  cancel: () => db.sql`select cancel_job(${jobId}, ${userId}, 'browser') ->> 'outcome' as outcome`,
};
const outcomes = async (verbs: ReadonlyArray<PromiseLike<readonly Row[]>>) =>
  (await Promise.all(verbs)).map(([row]) => String(row?.["outcome"]));

describe("verbs at once", () => {
  test("of ten revisions one counts, and the others are told that the job goes on", async () => {
    const ids = [await operation({ slot: 0 }), await operation({ slot: 1 })];
    const told = await outcomes(Array.from({ length: 10 }, (_, n) => direct.revise([ids[n % 2] ?? ""])));
    expect(told.toSorted()).toEqual([...Array<string>(9).fill("active"), "revised"]);
    expect(await readRow(db.sql, "jobs", jobId)).toMatchObject({ attempt: 2, status: "pending" });
    expect(await superseded()).toHaveLength(1);
    expect(await db.sql`select 1 from job_events where job_id = ${jobId} and type = 'revised'`).toHaveLength(
      1,
    );
  });

  test("a revision, a retry and a cancel leave one of them to have begun the next attempt, and never two", async () => {
    for (let round = 0; round < 12; round++) {
      jobId = await newJob(round % 2 === 0 ? "failed" : "canceled");
      const id = await operation();
      const verbs = [
        direct.revise([id]),
        direct.retry(),
        direct.cancel(),
        direct.revise([id]),
        direct.retry(),
      ];
      const told = await outcomes(verbs);
      const row = await readRow(db.sql, "jobs", jobId);
      const began = told.filter((outcome) => outcome === "revised" || outcome === "retried").length;
      // A cancel in between makes room for one more verb; of what was read before it, nothing is superseded.
      expect(row["attempt"]).toBe(1 + began);
      expect(told.filter((outcome) => outcome === "revised").length).toBeLessThanOrEqual(1);
      expect(began).toBeLessThanOrEqual(told.includes("canceled") ? 2 : 1);
      const marked = await db.sql`select 1 from operations where id = ${id} and superseded_at is not null`;
      expect(marked).toHaveLength(told.includes("revised") ? 1 : 0);
    }
  });

  test("a revision that comes after a retry and a cancel is of the past", async () => {
    jobId = await newJob("failed");
    const id = await operation();
    await retryJobRow(retryOf(jobId, userId, []));
    await cancelJobRow(jobId, userId, "browser");
    expect(await reviseJobRow(revisionOf([id]))).toEqual({ outcome: "stale" });
    expect((await reviseJobRow(revisionOf([id], { attempt: 2 }))).outcome).toBe("revised");
  });
});

describe("superseded work", () => {
  test("that is being made by us is neither held nor finished any more, and nobody begins it", async () => {
    jobId = await newJob("processing");
    const id = await operation({ step: "rendering", provider: null, state: "planned" });
    const piece = await claimPiece(["story_video"], 60_000);
    if (!piece) throw new Error("There was nothing to make.");
    await cancelJobRow(jobId, userId, "browser");
    await reviseJobRow(revisionOf([id]));
    expect(await extendPiece(piece, 60_000)).toBe(false);
    expect(await finishPiece(piece, { state: "succeeded", files: [] }, "step")).toBe(false);
    await db.sql`update operations set claim_expires_at = now() - interval '1 second'`;
    expect(await claimPiece(["story_video"], 60_000)).toBeNull();
  });

  test("that its provider tells of later changes nothing that counts, in the new attempt and after its end", async () => {
    jobId = await newJob("canceled");
    const id = await operation({ state: "running", provider_ref: "ref" });
    await reviseJobRow(revisionOf([id]));
    const deliver = (delivery: string) =>
      recordWebhook({ provider: "fal", deliveryId: delivery, operationId: id, providerRef: "ref", body: {} });
    expect((await deliver("one")).outcome).toBe("matched");
    const [now] = (await readJobRecord(jobId))?.operations ?? [];
    expect(now).toMatchObject({ state: "running", supersededAt: expect.any(Date) });

    await cancelJobRow(jobId, userId, "browser");
    expect((await deliver("two")).outcome).toBe("late");
    const late = { operationId: id, state: "succeeded" as const, providerRef: "ref", output: { files: [] } };
    expect(await recordLateResult({ ...late, source: "step", detail: {} })).toBe(false);
    expect(await readRow(db.sql, "operations", id)).toMatchObject({ state: "running", output: null });
    expect(await db.sql`select 1 from late_operations`).toHaveLength(0);
    const other = await operation({ slot: 1, state: "running", provider_ref: "other" });
    expect(await recordLateResult({ ...late, operationId: other, source: "step", detail: {} })).toBe(true);
  });

  test("whose start becomes known later has its id kept with it, and starts nothing", async () => {
    jobId = await newJob("canceled");
    const id = await operation({ state: "starting" });
    await reviseJobRow(revisionOf([id]));
    expect((await adoptReference(id, "fal", "ref", "step")).outcome).toBe("matched");
    expect(await readRow(db.sql, "operations", id)).toMatchObject({
      state: "running",
      provider_ref: "ref",
      superseded_at: expect.any(Date),
    });
  });
});
