import { beforeAll, describe, expect, test } from "vitest";
import { checkJob } from "@/lib/services/check-jobs";
import { carryOn } from "../support/carry-on";
import { killAt, type Moment } from "../support/kill-at";
import { keepLedgersSound } from "../support/sound-ledgers";
import {
  addTestKinds,
  renderedFiles,
  renderedPieces,
  rowsOf,
  testKinds,
  testRowsSql,
} from "../support/test-kinds";
import { useWorld } from "../support/world";

const world = useWorld({ schema: testRowsSql });
keepLedgersSound(world);
beforeAll(addTestKinds);

const atDatabase = (when: Moment["when"], call: RegExp): Moment => ({ side: "database", when, call });

/** Lets time pass and a process be killed at this moment, until it was. */
async function killed(jobId: string, moment: Moment): Promise<void> {
  for (let round = 0; round < 10; round++) {
    await world.finishWork();
    await world.age(jobId, 130_000);
    if (await killAt(world, moment)) return;
  }
  throw new Error("The moment never came.");
}

describe("a piece of our own whose process is killed", () => {
  test.each<[string, RegExp, Moment["when"]]>([
    ["in mid piece, with the piece claimed", /rpc\/claim_piece/, "response"],
    ["before its file is stored", /storage\/v1\/object\/artifacts/, "request"],
    ["after its file is stored", /storage\/v1\/object\/artifacts/, "response"],
    ["before it is said to be made", /rpc\/finish_piece/, "request"],
    ["after it is said to be made", /rpc\/finish_piece/, "response"],
  ])("%s is made again to the same file, and the job completes", async (_when, call, when) => {
    const { job } = await world.newJob(testKinds.rendered);
    await killed(job.id, atDatabase(when, call));
    expect((await world.read(job.id)).status).toBe("processing");
    expect(await carryOn(world, job.id)).toBe("completed");
    const rows = await world.db.sql`
      select name, sha256 from artifacts where job_id = ${job.id} order by name`;
    expect([...rows]).toEqual(renderedFiles());
    const operations = await world.db.sql`
      select step, slot from operations where job_id = ${job.id} and provider is null`;
    expect(operations).toHaveLength(renderedPieces + 1);
  });
});

test("rows whose process is killed again and again, before and after a chunk, are each written once", async () => {
  const { job } = await world.newJob(testKinds.streamed);
  for (const when of ["response", "request", "response"] as const) {
    await killed(job.id, atDatabase(when, /rpc\/keep_test_rows/));
  }
  const [operation] = await world.db.sql`select id, cursor from operations where job_id = ${job.id}`;
  expect(operation?.["cursor"]).toMatchObject({ row: 8 });
  expect(await carryOn(world, job.id)).toBe("completed");
  const [kept] = await world.db.sql`select output from operations where job_id = ${job.id}`;
  const film = await fetch(String(kept?.["output"].files[0].url));
  const rows = await world.db.sql`
    select number, digest from test_rows where operation_id = ${String(operation?.["id"])} order by number`;
  expect([...rows]).toEqual(rowsOf(Buffer.from(await film.arrayBuffer())));
});

test("rows whose process is killed after the last chunk, before the commit, are whole with nothing read again", async () => {
  const { job } = await world.newJob(testKinds.streamed);
  await checkJob(job.id, "step");
  await killed(job.id, atDatabase("request", /rpc\/commit_checks/));
  const cursor = async () =>
    (await world.db.sql`select cursor, kept_at from operations where job_id = ${job.id}`)[0];
  const before = await cursor();
  expect(before).toMatchObject({ kept_at: null, cursor: { row: expect.any(Number) } });
  expect(await carryOn(world, job.id)).toBe("completed");
  expect((await cursor())?.["cursor"]).toEqual(before?.["cursor"]);
  const rows = await world.db.sql`
    select r.number from test_rows r join operations o on o.id = r.operation_id where o.job_id = ${job.id}`;
  expect(rows).toHaveLength(before?.["cursor"].row);
});

describe("a job of which everything depends on what came before, killed", () => {
  test.each<[string, keyof typeof testKinds, Moment]>([
    ["as its pieces are counted and written down", "counted", atDatabase("request", /rpc\/begin_operations/)],
    ["as the check that counts them is committed", "counted", atDatabase("request", /rpc\/commit_checks/)],
    ["as its intents at two providers are written", "mixed", atDatabase("request", /rpc\/begin_operations/)],
    ["once both its parts are under way", "mixed", atDatabase("response", /rpc\/commit_checks/)],
  ])("%s, ends, and pays for nothing twice", async (_when, name, moment) => {
    world.provider.sandbox.journal.clear();
    const { job } = await world.newJob(testKinds[name]);
    if (name === "counted") await checkJob(job.id, "step");
    await killed(job.id, moment);
    expect(await carryOn(world, job.id)).toBe("completed");
    const { journal } = world.provider.sandbox;
    expect(journal.count("POST /openai/v1/responses")).toBe(name === "counted" ? 4 : 1);
    expect(journal.count("POST /fal/:owner/:app")).toBe(name === "counted" ? 0 : 1);
  });
});
