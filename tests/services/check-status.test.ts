import { beforeEach, describe, expect, test } from "vitest";
import { checkDueJobs, checkJob } from "@/lib/services/check-jobs";
import { updateJob } from "@/lib/services/get-job";
import { presentJob } from "@/lib/services/present-job";
import { byName, chatAtOpenAi, type Case } from "../support/cases";
import { ledgerOf } from "../support/ledger";
import { keepLedgersSound } from "../support/sound-ledgers";
import { useWorld, type Owned } from "../support/world";

// Slow enough that nothing is done before a test lets it be, on the slowest machine.
const world = useWorld({ speed: 0.1 });
keepLedgersSound(world);
beforeEach(() => world.db.sql`delete from provider_health`);

/** A job whose last check met this trouble. */
async function inTrouble(of: Case, faults: string): Promise<Owned> {
  const owned = await world.newJob(of);
  await checkJob(owned.job.id, "step");
  await world.age(owned.job.id, 70_000);
  world.provider.sandbox.setFaults(faults);
  await checkDueJobs("vercel-cron");
  expect((await world.read(owned.job.id))["delay"]).not.toBeNull();
  world.provider.sandbox.setFaults("");
  world.provider.sandbox.journal.clear();
  return owned;
}

const click = async ({ user, job }: Owned) =>
  presentJob(await updateJob(user, job.id, "manual", (work) => void work));
const asked = (of: Case) => world.provider.sandbox.journal.count(of.ask.route);

describe.each(byName())('"Check status" of %s', (_name, of) => {
  test("asks also while a delay stands, once in two seconds, and shows what came of it", async () => {
    const owned = await inTrouble(of, `500@${of.ask.place}*2`);
    await click(owned);
    expect(asked(of)).toBe(0);
    await world.age(owned.job.id, 2_500);
    expect((await click(owned)).delay).toBeNull();
    expect(asked(of)).toBe(1);
    expect(await ledgerOf(world, owned.job.id, "recovered")).toMatchObject([{ source: "manual" }]);
  });

  test("waits with a provider that asked us to wait itself, says so, and asks again afterwards", async () => {
    const owned = await inTrouble(of, `429@${of.ask.place}*1,retry-after=60`);
    await world.age(owned.job.id, 2_500);
    expect((await click(owned)).delay).toMatchObject({
      code: "rate_limited",
      askedUntil: expect.any(String),
    });
    expect(asked(of)).toBe(0);
    await world.db
      .sql`update jobs set delay = delay || ${world.db.sql.json({ askedUntil: new Date().toISOString() })}
      where id = ${owned.job.id}`;
    expect((await click(owned)).delay).toBeNull();
    expect(asked(of)).toBe(1);
  });
});

test('"Check status" asks while its provider is paused for everybody, who are let back in by its answer', async () => {
  const owned = await inTrouble(chatAtOpenAi, `500@${chatAtOpenAi.ask.place}*2`);
  await world.db.sql`update provider_health set failures = 7, paused_until = now() + interval '3 minutes'`;
  await world.age(owned.job.id, 2_500);
  await world.db.sql`update provider_health set paused_until = now() + interval '3 minutes'`;
  await click(owned);
  expect(asked(chatAtOpenAi)).toBe(1);
  const [health] = await world.db.sql`select failures, paused_until from provider_health`;
  expect(health).toEqual({ failures: 0, paused_until: null });
});

describe.each(byName())("%s whose provider is in trouble from the start", (_name, of) => {
  test("ends within one tick of deadline and grace, whatever the back-off and the pause say", async () => {
    const { job } = await world.newJob(of);
    await checkJob(job.id, "step");
    world.provider.sandbox.setFaults(`500@${of.provider.replace(/-.*/, "")}`);
    const endMs = (of.minutes.deadline + of.minutes.grace) * 60_000;
    await world.age(job.id, endMs - 20_000);
    await checkDueJobs("vercel-cron");
    await world.db.sql`update provider_health set paused_until = now() + interval '5 minutes'`;
    const [next] = await world.db.sql`
      select extract(epoch from next_check_at - deadline_at)::float8 as s from jobs where id = ${job.id}`;
    expect(next?.["s"]).toBeLessThanOrEqual(of.minutes.grace * 60 + 0.5);
    await world.age(job.id, 21_000);
    await world.db.sql`update provider_health set paused_until = now() + interval '5 minutes'`;
    await checkDueJobs("vercel-cron");
    expect(await world.read(job.id)).toMatchObject({ status: "failed", error: { code: "timed_out" } });
    world.provider.sandbox.setFaults("");
  });
});
