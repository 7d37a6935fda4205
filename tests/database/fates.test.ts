import { randomUUID } from "node:crypto";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { commitChecks, recordFates } from "@/lib/db/commit-checks";
import { cancelJobRow } from "@/lib/db/job-verbs";
import { readJobRecord } from "@/lib/db/read-jobs";
import { recordWebhook } from "@/lib/db/webhooks";
import { referenceTaken } from "@/lib/jobs/failures";
import type { Operation } from "@/lib/jobs/job";
import { useDatabase } from "../support/database";
import { stubAppOf } from "./app-of";
import { changeOf, claim, insertJob, insertOperation, readRow, type Row } from "./rows";

const db = useDatabase();
let userId: string;
let jobId: string;

beforeAll(async () => {
  stubAppOf(db);
  userId = (await db.createUser()).id;
});

beforeEach(async () => {
  await db.sql`delete from jobs`;
  jobId = await newJob();
});

const later = new Date(Date.now() + 3_600_000);
const newJob = () =>
  insertJob(db.sql, userId, { status: "processing", providers: ["openai"], next_check_at: later });

async function starting(columns: Row = {}, of = jobId): Promise<Operation> {
  const row = { provider: "openai", state: "starting", ...columns };
  const id = await insertOperation(db.sql, { id: of, userId }, row);
  const found = (await readJobRecord(of))?.operations.find((each) => each.id === id);
  if (!found) throw new Error("The operation is not there.");
  return found;
}

const running = (operation: Operation, providerRef: string): Operation => ({
  ...operation,
  state: "running",
  providerRef,
  runningAt: new Date(),
});
const operationRow = (id: string) => readRow(db.sql, "operations", id);

describe("what became of a create call is kept at once", () => {
  test("with what the call already told, also where its job is over", async () => {
    const [done, going] = [await starting(), await starting({ slot: 1 })];
    await cancelJobRow(jobId, userId, "browser");
    const output = { files: [], text: "An answer." };
    const fates: Operation[] = [
      { ...done, state: "succeeded", providerRef: "one", output },
      { ...going, state: "running", providerRef: "two", progress: 40 },
    ];
    await recordFates(randomUUID(), fates, null);
    expect(await operationRow(done.id)).toMatchObject({ state: "succeeded", output });
    expect(await operationRow(going.id)).toMatchObject({ state: "running", progress: 40 });
  });

  test("and the check whose call it was commits the same, and is not hurried by it", async () => {
    const operation = await starting();
    const claimId = await claim(jobId);
    const fate = running(operation, "one");
    expect(await recordFates(claimId, [fate], null)).toEqual([]);
    expect((await readRow(db.sql, "jobs", jobId))["nudged"]).toBe(false);
    const written = await commitChecks(claimId, "browser", [changeOf(jobId, { operations: [fate] })], []);
    expect(written).toEqual([{ jobId, status: "processing", due: false }]);
    expect(await operationRow(operation.id)).toMatchObject({ state: "running", provider_ref: "one" });
  });

  test("and whoever else holds its job by now reads it again", async () => {
    const operation = await starting();
    await claim(jobId);
    await recordFates(randomUUID(), [running(operation, "one")], null);
    expect(await readRow(db.sql, "jobs", jobId)).toMatchObject({ nudged: true });
  });

  test("but not that nothing was found, where somebody else holds its job by now and may have begun it anew", async () => {
    const operation = await starting();
    await claim(jobId);
    await recordFates(randomUUID(), [{ ...operation, state: "planned", absences: 2 }], null);
    expect(await operationRow(operation.id)).toMatchObject({ state: "starting", absences: 0 });
  });

  test("and a late answer's id also where the start was given up as unknown", async () => {
    const unknown = await starting({ state: "unknown" });
    const error = db.sql.json({ ...referenceTaken, code: "start_unknown" });
    const spoilt = await starting({ state: "failed", error, slot: 1 });
    await recordFates(randomUUID(), [running(unknown, "one"), running(spoilt, "two")], null);
    expect(await operationRow(unknown.id)).toMatchObject({ state: "running", provider_ref: "one" });
    expect(await operationRow(spoilt.id)).toMatchObject({ state: "running", provider_ref: "two" });
  });

  test("unless somebody has learned more meanwhile", async () => {
    const adopted = await starting({ state: "running", provider_ref: "one" });
    await recordFates(randomUUID(), [{ ...adopted, state: "unknown", providerRef: null }], null);
    expect(await operationRow(adopted.id)).toMatchObject({ state: "running", provider_ref: "one" });
  });

  test("and a webhook that came before it is matched by the commit", async () => {
    const operation = await starting();
    const claimId = await claim(jobId);
    const delivery = {
      provider: "openai",
      deliveryId: "wh_1",
      operationId: null,
      providerRef: "one",
      body: {},
    };
    expect((await recordWebhook(delivery)).outcome).toBe("kept");
    const fate = running(operation, "one");
    await recordFates(claimId, [fate], null);
    const written = await commitChecks(claimId, "browser", [changeOf(jobId, { operations: [fate] })], []);
    expect(written).toMatchObject([{ due: true }]);
  });
});

describe("work that is another operation's already", () => {
  test("fails the one that comes second, and is said to", async () => {
    const [first, second] = [await starting(), await starting({}, await newJob())];
    expect(await recordFates(randomUUID(), [running(first, "same")], referenceTaken)).toEqual([]);
    expect(await recordFates(randomUUID(), [running(second, "same")], referenceTaken)).toEqual([second.id]);
    expect(await operationRow(second.id)).toMatchObject({
      state: "failed",
      provider_ref: null,
      error: referenceTaken,
    });
  });

  test("leaves one that was only looked up as it is", async () => {
    const [first, second] = [await starting(), await starting({}, await newJob())];
    await recordFates(randomUUID(), [running(first, "same")], null);
    expect(await recordFates(randomUUID(), [running(second, "same")], null)).toEqual([second.id]);
    expect(await operationRow(second.id)).toMatchObject({ state: "starting", provider_ref: null });
  });

  test("is one operation's also where two claim it in one call", async () => {
    const [first, second] = [await starting(), await starting({ slot: 1 })];
    const fates = [running(first, "same"), running(second, "same")];
    expect(await recordFates(randomUUID(), fates, null)).toHaveLength(1);
  });

  test("is one operation's, however many claim it at the same moment", async () => {
    const operations = await Promise.all(
      Array.from({ length: 12 }, async () => starting({}, await newJob())),
    );
    const taken = await Promise.all(
      operations.map((each) => recordFates(randomUUID(), [running(each, "same")], referenceTaken)),
    );
    expect(taken.flat()).toHaveLength(11);
    const rows = await db.sql`select id from operations where provider_ref = 'same'`;
    expect(rows).toHaveLength(1);
  });
});

test("a fate that is repeated does not wait for a webhook about the same work, which may wait for its job", async () => {
  const operation = await starting();
  const fate = running(operation, "one");
  await recordFates(randomUUID(), [fate], null);
  await db.sql.begin(async (webhook) => {
    await webhook`select pg_advisory_xact_lock(hashtextextended('webhook openai one', 0))`;
    await expect(recordFates(randomUUID(), [fate], null)).resolves.toEqual([]);
    await webhook`select 1 from jobs where id = ${jobId} for update`;
  });
});
