import { describe, expect, test, vi } from "vitest";
import { checkDueJobs, checkJob } from "@/lib/services/check-jobs";
import { getJob } from "@/lib/services/get-job";
import { presentJob } from "@/lib/services/present-job";
import { carryOn } from "../support/carry-on";
import { byName, cases, photoshootAtAstria, videoAtFal, type Case } from "../support/cases";
import { expectPaid, startsOf } from "../support/expect-job";
import { ledgerOf } from "../support/ledger";
import { keepLedgersSound } from "../support/sound-ledgers";
import { useWorld } from "../support/world";

const world = useWorld();
keepLedgersSound(world);

/** A job whose work is under way at its provider, and due: for longer than any kind leaves it in peace. */
async function underWay(of: Case): Promise<string> {
  const { job } = await world.newJob(of);
  await checkJob(job.id, "step");
  await world.age(job.id, 70_000);
  return job.id;
}

/** It waits after its nth failed check, says why, has not failed, and will ask again no sooner than this. */
async function expectDelayed(jobId: string, code: string, failedChecks = 1): Promise<void> {
  const row = await world.read(jobId);
  expect(row).toMatchObject({
    status: "processing",
    error: null,
    failed_checks: failedChecks,
    delay: { code },
  });
  const delayed = await ledgerOf(world, jobId, "delayed");
  expect(delayed.at(-1)?.detail).toMatchObject({ code, message: expect.any(String) });
  const waits = await world.db.sql`
    select extract(epoch from next_check_at - checked_at) as s from jobs where id = ${jobId}`;
  expect(Number(waits[0]?.["s"])).toBeGreaterThanOrEqual(code === "rate_limited" ? 77 : 3.9);
}

/** It goes on once the fault is gone, and nothing was paid twice. */
async function expectRecovered(of: Case, jobId: string): Promise<void> {
  world.provider.sandbox.setFaults("");
  expect(await carryOn(world, jobId)).toBe("completed");
  expectPaid(world, of);
  // Where the next good news is the end, the end says it all.
  const recovered = await ledgerOf(world, jobId, "recovered");
  expect(recovered).toHaveLength(of === photoshootAtAstria || of.hasPieces ? 1 : 0);
}

/** What goes wrong, and what the record calls it. What may pass in a moment is asked about twice in a check. */
const faults: Array<[string, (place: string) => string, string]> = [
  ["429 with retry-after", (place) => `429@${place}*1,retry-after=77`, "rate_limited"],
  ["500", (place) => `500@${place}*2`, "unavailable"],
  ["HTML with 200", (place) => `html@${place}*2`, "bad_response"],
  ["truncated JSON", (place) => `truncated@${place}*2`, "bad_response"],
];

test.each(byName())("asking about %s in vain delays it, and does not fail it", async (_name, of) => {
  const id = await underWay(of);
  for (const [index, [, at, code]] of faults.entries()) {
    world.provider.sandbox.setFaults(at(of.ask.place));
    await checkDueJobs("vercel-cron");
    await expectDelayed(id, code, index + 1);
    await world.age(id, 80_000);
  }
  expect((await world.read(id)).status).toBe("processing");
  await expectRecovered(of, id);
});

test("hearing nothing at all for 15 s delays each job of a batch, and fails none", async () => {
  const jobs = await Promise.all(cases.map(async (of) => ({ of, id: await underWay(of) })));
  world.provider.sandbox.setFaults(cases.map(({ ask }) => `slow@${ask.place}`).join() + ",slow-ms=15000");
  const timeout = AbortSignal.timeout.bind(AbortSignal);
  // Thirty times as fast: whoever waits longer than 15 s is answered.
  const hurry = vi.spyOn(AbortSignal, "timeout");
  hurry.mockImplementation((ms) => timeout(ms === 15_000 ? 500 : ms));
  await checkDueJobs("vercel-cron");
  hurry.mockRestore();
  for (const { id } of jobs) await expectDelayed(id, "timeout");
  world.provider.sandbox.setFaults("");
  for (const { id } of jobs) expect(await carryOn(world, id)).toBe("completed");
}, 60_000);

test.each(faults)("asking fal for the result of a finished run, and hearing %s", async (_fault, at, code) => {
  const id = await underWay(videoAtFal);
  world.provider.sandbox.setFaults(at("fal-result"));
  await expect
    .poll(async () => {
      await checkDueJobs("vercel-cron");
      await world.db.sql`update jobs set next_check_at = now() where id = ${id} and delay is null`;
      return world.provider.sandbox.journal.count("GET /fal/:owner/:app/requests/:id");
    })
    .toBeGreaterThan(0);
  await expectDelayed(id, code);
  await expectRecovered(videoAtFal, id);
});

describe.each(byName())("starting %s", (_name, of) => {
  test("and hearing 429 starts it later, once: that call provably did nothing", async () => {
    const { job } = await world.newJob(of);
    world.provider.sandbox.setFaults(`429@${of.create.place}*1`);
    await checkJob(job.id, "step");
    expect(await world.read(job.id)).toMatchObject({ status: "pending", delay: { code: "rate_limited" } });
    expect(await carryOn(world, job.id)).toBe("completed");
    expectPaid(world, of, 2);
  });

  test.each(["500", "truncated"])("and hearing %s never starts it twice", async (name) => {
    const { job } = await world.newJob(of);
    world.provider.sandbox.setFaults(`${name}@${of.create.place}*1`);
    await checkJob(job.id, "step");
    expect((await world.read(job.id)).status).toBe("pending");
    const end = await carryOn(world, job.id);
    // Only a provider that can be looked through proves that a call did nothing.
    expect(end).toBe(of.isFindable ? "completed" : "failed");
    expect(startsOf(world, of)).toBe(of.isFindable && name !== "truncated" ? 2 : 1);
    if (of.isFindable) return;
    expect((await world.read(job.id))["error"]).toMatchObject({ code: "start_unknown", charged: null });
  });
});

describe.each(byName())("five failed batches in a row about %s", (_name, of) => {
  test("pause its provider for everyone, and the page says so", async () => {
    const id = await underWay(of);
    world.provider.sandbox.setFaults(`500@${of.ask.place}`);
    for (let round = 0; round < 5; round++) {
      await world.db.sql`update jobs set next_check_at = now() where id = ${id}`;
      await world.db.sql`update provider_health set updated_at = updated_at - interval '3 seconds'`;
      await checkDueJobs("vercel-cron");
    }
    const health = await world.db
      .sql`select failures, paused_until > now() as paused from provider_health where provider = ${of.provider}`;
    expect(health[0]).toMatchObject({ failures: 5, paused: true });

    const { user, job } = await world.newJob(of);
    await world.db.sql`update jobs set next_check_at = now() where id = ${id}`;
    world.provider.sandbox.journal.clear();
    expect((await checkDueJobs("vercel-cron")).claimed).toBe(0);
    const view = await presentJob(await getJob(user, job.id, "browser", (work) => void work));
    expect(view).toMatchObject({ status: "pending", delay: { code: "provider_paused" }, queue: null });
    expect(world.provider.sandbox.journal.report().total).toBe(0);
  });
});

test("calls that are under way together and break together are one failure of their provider", async () => {
  await world.db.sql`delete from provider_health`;
  const ids = await Promise.all(Array.from({ length: 8 }, () => underWay(videoAtFal)));
  world.provider.sandbox.setFaults(`500@${videoAtFal.ask.place}`);
  await Promise.all(ids.map((id) => checkJob(id, "browser")));
  world.provider.sandbox.setFaults("");
  const health = await world.db
    .sql`select failures, paused_until from provider_health where provider = 'fal'`;
  expect([...health]).toEqual([{ failures: 1, paused_until: null }]);
  for (const id of ids) expect(await carryOn(world, id)).toBe("completed");
});
