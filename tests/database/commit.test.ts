import { beforeAll, beforeEach, expect, test } from "vitest";
import type { Change } from "@/lib/jobs/change";
import type { Operation } from "@/lib/jobs/job";
import { commitChecks } from "@/lib/db/commit-checks";
import { cancelJobRow, createJobRow, retryJobRow } from "@/lib/db/job-verbs";
import { claimPiece, finishPiece } from "@/lib/db/pieces";
import { readJobRecord } from "@/lib/db/read-jobs";
import { useDatabase } from "../support/database";
import { stubAppOf } from "./app-of";
import { changeOf, claim, insertJob, insertOperation, readRow, retryOf, type Row } from "./rows";

const db = useDatabase();
let userId: string;
let jobId: string;

beforeAll(async () => {
  stubAppOf(db);
  userId = (await db.createUser()).id;
});

beforeEach(async () => {
  await db.sql`delete from jobs`;
  jobId = await insertJob(db.sql, userId, { status: "processing", providers: ["fal"], progress: 10 });
});

async function commit(change: Partial<Change>): Promise<Row> {
  await commitChecks(await claim(jobId), "browser", [changeOf(jobId, change)], []);
  return readRow(db.sql, "jobs", jobId);
}

async function operation(columns: Row): Promise<Operation> {
  const id = await insertOperation(db.sql, { id: jobId, userId }, columns);
  const found = (await readJobRecord(jobId))?.operations.find((each) => each.id === id);
  if (!found) throw new Error("The operation is not there.");
  return found;
}

test("a job is created with its engines and the providers of its first step, and can be read", async () => {
  const engines = {
    pictures: { provider: "openai", model: "gpt-image-2" },
    film: { provider: "fal", model: null },
  };
  const created = await createJobRow({
    userId,
    kind: "story_video",
    input: {},
    inputHash: "x",
    uploads: [],
    idempotencyKey: null,
    engines,
    providers: ["openai"],
    priority: "normal",
    deadlineMs: 60_000,
    maxActive: 100,
    source: "browser",
  });
  const job = created.outcome === "created" ? created.job : null;
  expect(job?.engines).toEqual(engines);
  expect((await readRow(db.sql, "jobs", job?.id ?? ""))["providers"]).toEqual(["openai"]);
});

test("the providers of a job are those of its last commit, and may be several or none", async () => {
  expect((await commit({ providers: ["openai", "fal"] }))["providers"]).toEqual(["openai", "fal"]);
  expect((await commit({ providers: [] }))["providers"]).toEqual([]);
});

test("an automatic retry opens an attempt that stands in line anew, counted apart from a person's", async () => {
  const row = await commit({ autoRetry: true, status: "pending", progress: 0, deadlineMs: 5_000 });
  expect(row).toMatchObject({
    attempt: 2,
    auto_retries: 1,
    progress: 0,
    admitted_at: null,
    checked_at: null,
  });
});

test("a person's retry gives the automatic ones back, keeps the engines, and stands in the line it is told", async () => {
  const engines = { film: { provider: "fal", model: "veo" } };
  await db.sql`update jobs set engines = ${db.sql.json(engines)}, auto_retries = 2`;
  await cancelJobRow(jobId, userId, "browser");
  await retryJobRow(retryOf(jobId, userId, ["openai"]));
  expect(await readRow(db.sql, "jobs", jobId)).toMatchObject({
    engines,
    providers: ["openai"],
    auto_retries: 0,
  });
});

test("a commit writes what became of an operation, and neither its provider nor its model nor its cursor", async () => {
  const started = await operation({ provider: "fal", model: "veo", state: "running", cursor: { line: 7 } });
  const keptAt = new Date("2026-01-01T00:00:00Z");
  const changed = {
    ...started,
    state: "succeeded",
    provider: "openai",
    model: "other",
    cursor: null,
    keptAt,
  } as const;
  await commit({ operations: [changed] });
  expect(await readRow(db.sql, "operations", started.id)).toMatchObject({
    state: "succeeded",
    provider: "fal",
    model: "veo",
    cursor: { line: 7 },
    kept_at: keptAt,
  });
});

test("a check that saw a piece of our own before it was finished does not undo its end", async () => {
  const waiting = await operation({});
  const claimId = await claim(jobId);
  const piece = await claimPiece(["photoshoot"], 60_000);
  if (!piece) throw new Error("There was nothing to make.");
  await finishPiece(piece, { state: "succeeded", files: [] }, "step");
  const written = await commitChecks(claimId, "browser", [changeOf(jobId, { operations: [waiting] })], []);
  expect((await readRow(db.sql, "operations", waiting.id))["state"]).toBe("succeeded");
  expect(written).toEqual([{ jobId, status: "processing", due: true }]);
});
