import { describe, expect, test } from "vitest";
import { checkDueJobs, checkJob } from "@/lib/services/check-jobs";
import { getJob } from "@/lib/services/get-job";
import { presentJob } from "@/lib/services/present-job";
import { carryOn } from "../support/carry-on";
import { byName, photoshootAtAstria, videoAtFal, type Case } from "../support/cases";
import { expectDelayed, underWay } from "../support/delayed";
import { expectPaid, startsOf } from "../support/expect-job";
import { ledgerOf } from "../support/ledger";
import { keepLedgersSound } from "../support/sound-ledgers";
import { useWorld } from "../support/world";

const world = useWorld();
keepLedgersSound(world);

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
  const id = await underWay(world, of);
  for (const [index, [, at, code]] of faults.entries()) {
    world.provider.sandbox.setFaults(at(of.ask.place));
    await checkDueJobs("vercel-cron");
    await expectDelayed(world, id, code, index + 1);
    await world.age(id, 80_000);
  }
  expect((await world.read(id)).status).toBe("processing");
  await expectRecovered(of, id);
});

test.each(faults)("asking fal for the result of a finished run, and hearing %s", async (_fault, at, code) => {
  const id = await underWay(world, videoAtFal);
  world.provider.sandbox.setFaults(at("fal-result"));
  await expect
    .poll(async () => {
      await checkDueJobs("vercel-cron");
      await world.db.sql`update jobs set next_check_at = now() where id = ${id} and delay is null`;
      return world.provider.sandbox.journal.count("GET /fal/:owner/:app/requests/:id");
    })
    .toBeGreaterThan(0);
  await expectDelayed(world, id, code);
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
    const id = await underWay(world, of);
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
  const ids = await Promise.all(Array.from({ length: 8 }, () => underWay(world, videoAtFal)));
  world.provider.sandbox.setFaults(`500@${videoAtFal.ask.place}`);
  await Promise.all(ids.map((id) => checkJob(id, "browser")));
  world.provider.sandbox.setFaults("");
  const health = await world.db
    .sql`select failures, paused_until from provider_health where provider = 'fal'`;
  expect([...health]).toEqual([{ failures: 1, paused_until: null }]);
  for (const id of ids) expect(await carryOn(world, id)).toBe("completed");
});
