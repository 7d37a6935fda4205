import { beforeAll, expect, test } from "vitest";
import { readJobRecord } from "@/lib/db/read-jobs";
import { cancelJob } from "@/lib/services/cancel-job";
import { checkJob } from "@/lib/services/check-jobs";
import { keepLateResult, lateWork } from "@/lib/services/keep-late-result";
import { reviseJob } from "@/lib/services/revise-job";
import { byName, cases } from "../support/cases";
import { holdCall } from "../support/hold-call";
import { ledgerOf } from "../support/ledger";
import { keepLedgersSound } from "../support/sound-ledgers";
import { addTestKinds, testKinds } from "../support/test-kinds";
import { useWorld } from "../support/world";

// So slow that nothing is done before it is asked to stop.
const world = useWorld({ speed: 0.5 });
keepLedgersSound(world);
beforeAll(addTestKinds);

test.each(byName(cases.filter((each) => each.stop !== null)))(
  "%s, canceled while it is being started, is asked to stop as soon as it has begun, and the ledger says so",
  async (_name, of) => {
    const { user, job } = await world.newJob(of);
    const call = holdCall(of.create.call);
    const checking = checkJob(job.id, "step");
    await call.answered;
    await cancelJob(user, job.id, "manual");
    call.letGo();
    await checking;
    expect(world.provider.sandbox.journal.count(of.stop?.route ?? "")).toBe(1);
    const said = (await ledgerOf(world, job.id, "provider_cancel")).map((line) => line.detail["outcome"]);
    expect(said[0]).toBe("starting");
    expect(said).toHaveLength(2);
    expect((await world.read(job.id)).status).toBe("canceled");
  },
);

const stops = () => world.provider.sandbox.journal.count("PUT /fal/:owner/:app/requests/:id/cancel");
const isFilm = /^POST .*\/fal-ai\/veo3\.1\/fast/;

test("a part that is had made anew while it is being started is asked to stop as soon as it has begun", async () => {
  world.provider.sandbox.journal.clear();
  const { user, job } = await world.newJob(testKinds.mixed);
  const call = holdCall(isFilm);
  const checking = checkJob(job.id, "step");
  await call.answered;
  await cancelJob(user, job.id, "manual");
  await reviseJob(user, job.id, 1, { words: "Another fox" }, "manual");
  call.letGo();
  await checking;
  expect(stops()).toBe(1);
  expect((await world.read(job.id)).status).toBe("pending");
});

test("a part that is had made anew while it runs is asked to stop, and the other goes on", async () => {
  const { user, job } = await world.newJob(testKinds.mixed);
  await checkJob(job.id, "step");
  const underWay = async () =>
    (await world.db.sql`select 1 from operations where job_id = ${job.id} and state in ('queued', 'running')`)
      .length;
  expect(await underWay()).toBe(2);
  // As one that failed leaves its work behind.
  const failed = { code: "timed_out", message: "Too late.", retryable: true, charged: null };
  await world.db
    .sql`update jobs set status = 'failed', error = ${world.db.sql.json(failed)}, completed_at = now(),
    next_check_at = null, claim_id = null, claim_expires_at = null, nudged = false where id = ${job.id}`;
  await world.db.sql`insert into job_events (job_id, user_id, type, status, stage, progress, attempt, source)
    select id, user_id, 'failed', status, stage, progress, attempt, 'step' from jobs where id = ${job.id}`;
  world.provider.sandbox.journal.clear();
  await reviseJob(user, job.id, 1, { words: "Another fox" }, "manual");
  expect(stops()).toBe(1);
  expect(world.provider.sandbox.journal.count("POST /openai/v1/responses/:id/cancel")).toBe(0);
  expect((await ledgerOf(world, job.id, "provider_cancel")).map(({ detail }) => detail["provider"])).toEqual([
    "fal",
  ]);

  // And nobody asks what became of it, now or after the next end.
  await cancelJob(user, job.id, "manual");
  const record = await readJobRecord(job.id);
  const [old] = record?.operations.filter((each) => each.supersededAt !== null) ?? [];
  expect(record && lateWork(record).map(({ provider }) => provider)).toEqual(["openai"]);
  await keepLateResult(job.id, old?.id ?? "", "manual");
  expect(stops()).toBe(1);
  expect(world.provider.sandbox.journal.count("GET /fal/:owner/:app/requests/:id/status")).toBe(0);
});
