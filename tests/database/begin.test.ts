import { beforeAll, beforeEach, expect, test } from "vitest";
import { beginOperations, type Intent } from "@/lib/db/claims";
import { useDatabase } from "../support/database";
import { stubAppOf } from "./app-of";
import { claim, insertJob, insertOperation, readRow } from "./rows";

const db = useDatabase();
let userId: string;
let jobId: string;

beforeAll(async () => {
  stubAppOf(db);
  userId = (await db.createUser()).id;
});

beforeEach(async () => {
  await db.sql`delete from jobs`;
  jobId = await insertJob(db.sql, userId, { status: "processing" });
});

const intent = (more: Partial<Intent> = {}): Intent => ({
  jobId,
  attempt: 1,
  step: "rendering",
  slot: 0,
  provider: "fal",
  model: "veo",
  ...more,
});
const ours = { provider: null, model: null };

async function begin(...intents: Intent[]) {
  return beginOperations(await claim(jobId), intents, 60_000);
}

/** Lets the next check hold the job. */
const release = () => db.sql`update jobs set claim_id = null, claim_expires_at = null`;

test("work at a provider is starting, a piece of our own waits to be made, and both are told", async () => {
  const begun = await begin(intent(), intent({ ...ours, slot: 1 }));
  expect(begun).toMatchObject([
    { slot: 0, state: "starting", provider: "fal", model: "veo", cursor: null, keptAt: null },
    { slot: 1, state: "planned", provider: null, model: null },
  ]);
});

test("a piece of our own that is there stays as it is, and is told to nobody", async () => {
  const [piece] = await begin(intent(ours));
  const before = await readRow(db.sql, "operations", piece?.id ?? "");
  await release();
  expect(await begin(intent(ours))).toEqual([]);
  await release();
  expect(await begin(intent())).toEqual([]);
  expect(await readRow(db.sql, "operations", piece?.id ?? "")).toEqual(before);
});

test("a refused create is taken up again, by whoever is to do it now", async () => {
  const error = { code: "overloaded", message: "Later.", retryable: true, charged: false };
  const refused = { provider: "openai-videos", model: "sora-2", error };
  const id = await insertOperation(db.sql, { id: jobId, userId }, refused);
  expect(await begin(intent())).toMatchObject([
    { id, state: "starting", provider: "fal", model: "veo", error: null },
  ]);
});

test.each(["starting", "queued", "running", "succeeded", "failed", "unknown"])(
  "work that is %s is not begun again",
  async (state) => {
    await insertOperation(db.sql, { id: jobId, userId }, { provider: "fal", state });
    expect(await begin(intent())).toEqual([]);
  },
);

test("nothing is begun without the claim, or for another attempt", async () => {
  expect(await begin(intent({ attempt: 2 }))).toEqual([]);
  await release();
  const old = await claim(jobId);
  await release();
  await claim(jobId);
  expect(await beginOperations(old, [intent()], 60_000)).toEqual([]);
  expect(await db.sql`select 1 from operations`).toHaveLength(0);
});
