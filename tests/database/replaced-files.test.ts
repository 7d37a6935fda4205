import { beforeAll, beforeEach, expect, test } from "vitest";
import { commitChecks } from "@/lib/db/commit-checks";
import { useDatabase } from "../support/database";
import type { Artifact } from "@/lib/jobs/job";
import { stubAppOf } from "./app-of";
import { changeOf, claim, insertJob, insertOperation } from "./rows";

const db = useDatabase();
let userId: string;
let jobId: string;
let operationId: string;

beforeAll(async () => {
  stubAppOf(db);
});

beforeEach(async () => {
  await db.sql`delete from jobs`;
  await db.sql`delete from leftover_files`;
  userId = (await db.createUser()).id;
  jobId = await insertJob(db.sql, userId, { status: "processing" });
  operationId = await insertOperation(db.sql, { id: jobId, userId }, { provider: "fal", state: "succeeded" });
});

/** A check keeps a file of this name, which lies there. */
async function keep(name: string, storagePath: string): Promise<void> {
  const artifact: Artifact = {
    operationId,
    name,
    contentType: "image/png",
    bytes: 1,
    sha256: "a".repeat(64),
    storagePath,
    sourceUrl: "https://cdn.test/1",
    sourceExpiresAt: null,
  };
  const change = changeOf(jobId, { artifacts: [artifact] });
  expect(await commitChecks(await claim(jobId), "step", [change], [])).toHaveLength(1);
}

const paths = async () =>
  (await db.sql`select path from leftover_files where bucket = 'artifacts' order by path`).map(
    (row) => row["path"],
  );
const due = async () => (await db.sql`select clear_away(100) as files`)[0]?.["files"];

test("a result that another takes the place of leaves its file behind, for an hour", async () => {
  await keep("picture-01.png", "first");
  await keep("picture-01.png", "second");
  expect(await paths()).toEqual(["first"]);
  expect(await due()).toEqual([]);
  await db.sql`update leftover_files set due_at = now()`;
  expect(await due()).toEqual([{ bucket: "artifacts", path: "first" }]);
});

test("one that is written to its own place again leaves nothing behind, and neither does one of another name", async () => {
  await keep("picture-01.png", "first");
  await keep("picture-01.png", "first");
  await keep("picture-02.png", "second");
  expect(await paths()).toEqual([]);
});

test("a place that is written to again is nobody's leftover any more", async () => {
  await keep("picture-01.png", "first");
  await keep("picture-01.png", "second");
  await keep("picture-01.png", "first");
  expect(await paths()).toEqual(["second"]);
  await keep("picture-02.png", "second");
  expect(await paths()).toEqual([]);
});

test("results go with their job: an hour later, but at once where their user is gone and they are old enough", async () => {
  await keep("picture-01.png", "first");
  await db.sql`update artifacts set created_at = now() - interval '2 hours'`;
  await db.sql`delete from jobs`;
  expect([await paths(), await due()]).toEqual([["first"], []]);
  await db.sql`delete from leftover_files`;

  jobId = await insertJob(db.sql, userId, { status: "processing" });
  operationId = await insertOperation(db.sql, { id: jobId, userId }, { provider: "fal", state: "succeeded" });
  await keep("picture-01.png", "last");
  await db.sql`update artifacts set created_at = now() - interval '2 hours'`;
  await db.sql`delete from auth.users where id = ${userId}`;
  expect(await due()).toEqual([{ bucket: "artifacts", path: "last" }]);
});

test("an answer that was stored and never taken goes with its job, an hour later; one that was taken is its row's to name", async () => {
  const stored = { contentType: "image/png", bytes: 1, sha256: "a", storagePath: "untaken" };
  const output = db.sql.json({ files: [{ url: "stored:untaken", expiresAt: null, stored }] });
  await db.sql`update operations set output = ${output}, kept_at = now() where id = ${operationId}`;
  await db.sql`delete from jobs`;
  expect(await paths()).toEqual([]);
  jobId = await insertJob(db.sql, userId, { status: "processing" });
  const columns = { provider: "fal", slot: 0, state: "succeeded", output };
  await insertOperation(db.sql, { id: jobId, userId }, columns);
  const started = await insertOperation(
    db.sql,
    { id: jobId, userId },
    { provider: "fal", slot: 1, state: "starting" },
  );
  const place = `${userId}/${jobId}/${started}/answer`;
  await db.sql`delete from auth.users where id = ${userId}`;
  expect([(await paths()).toSorted(), await due()]).toEqual([[place, "untaken"].toSorted(), []]);
});
