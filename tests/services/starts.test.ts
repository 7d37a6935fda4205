import { beforeEach, describe, expect, test } from "vitest";
import { cancelJob } from "@/lib/services/cancel-job";
import { checkDueJobs, checkJob } from "@/lib/services/check-jobs";
import { retryJob } from "@/lib/services/retry-job";
import { carryOn } from "../support/carry-on";
import { byName, cases, videoAtOpenAi } from "../support/cases";
import { expectBegun, expectPaid, expectWhole } from "../support/expect-job";
import { ledgerOf } from "../support/ledger";
import { holdCall } from "../support/hold-call";
import { keepLedgersSound } from "../support/sound-ledgers";
import { useWorld } from "../support/world";

const world = useWorld({ hasPost: true });
keepLedgersSound(world);

// Webhooks are handed on when a test says so.
beforeEach(() => world.post.keep(true));

const lost = ["504-after-success", "drop-after-success"];

describe.each(byName())("%s, whose create call worked, but was not answered", (_name, of) => {
  test.each(lost)("after %s: is found by its webhooks or by a look-up, and paid for once", async (fault) => {
    const { job } = await world.newJob(of);
    world.provider.sandbox.setFaults(`${fault}@${of.create.place}*1`);
    await checkJob(job.id, "step");
    expect(await world.read(job.id)).toMatchObject({ status: "pending", error: null });
    for (const letter of await world.lettersOf(job.id)) expect(await world.post.handOn(letter)).toBe("taken");
    expect(await carryOn(world, job.id)).toBe("completed");
    await expectWhole(world, of, job.id);
    expectPaid(world, of);
    expect(await ledgerOf(world, job.id, "found")).toHaveLength(1);
  });

  test("is looked up a minute after the call broke, not after its intent", async () => {
    const { job } = await world.newJob(of);
    world.provider.sandbox.setFaults(`504-after-success@${of.create.place}*1`);
    await checkJob(job.id, "step");
    const rows = await world.db.sql`
      select extract(epoch from settles_at - now()) as s from operations where job_id = ${job.id}`;
    expect(Number(rows[0]?.["s"])).toBeGreaterThan(50);
    expect(Number(rows[0]?.["s"])).toBeLessThan(61);
  });
});

describe.each(byName(cases.filter((each) => each.isFindable)))("%s, with every webhook lost", (_name, of) => {
  test("is found by a look-up", async () => {
    const { job } = await world.newJob(of);
    world.provider.sandbox.setFaults(`drop-after-success@${of.create.place}*1`);
    await checkJob(job.id, "step");
    expect(await carryOn(world, job.id)).toBe("completed");
    await expectWhole(world, of, job.id);
    expectPaid(world, of);
  });
});

describe.each(byName(cases.filter((each) => !each.isFindable)))(
  "%s, which nobody can look up",
  (_name, of) => {
    test("ends as start_unknown without a webhook; a later one is recorded, and Retry adopts it", async () => {
      const { user, job } = await world.newJob(of);
      world.provider.sandbox.setFaults(`drop-after-success@${of.create.place}*1`);
      await checkJob(job.id, "step");
      expect(await carryOn(world, job.id)).toBe("failed");
      expect((await world.read(job.id))["error"]).toMatchObject({
        code: "start_unknown",
        retryable: true,
        charged: null,
      });
      const [letter] = await world.lettersOf(job.id);
      if (!letter) throw new Error("no letter came");
      expect(await world.post.handOn(letter)).toBe("taken");
      expect((await world.read(job.id)).status).toBe("failed");
      const late = await ledgerOf(world, job.id, "late_result");
      expect(late.map((line) => line.source)).toEqual([`webhook:${letter.sender}`]);

      await retryJob(user, job.id, "manual");
      expect(await carryOn(world, job.id)).toBe("completed");
      await expectWhole(world, of, job.id);
      expectPaid(world, of);
    });

    test("starts anew only after a person's Retry, if no webhook ever comes", async () => {
      const { user, job } = await world.newJob(of);
      world.provider.sandbox.setFaults(`drop-after-success@${of.create.place}*1`);
      await checkJob(job.id, "step");
      expect(await carryOn(world, job.id)).toBe("failed");
      await world.age(job.id, 600_000);
      await checkDueJobs("vercel-cron");
      expectBegun(world, of);
      await retryJob(user, job.id, "manual");
      expect(await carryOn(world, job.id)).toBe("completed");
      expectPaid(world, of, 2);
    });
  },
);

describe.each(byName())("%s", (_name, of) => {
  test("is started once, also when it is canceled and retried while its create call is under way", async () => {
    const { user, job } = await world.newJob(of);
    const call = holdCall(of.create.call);
    const starting = checkJob(job.id, "step");
    await call.answered;
    await cancelJob(user, job.id, "manual");
    await retryJob(user, job.id, "manual");
    await checkJob(job.id, "step");
    call.letGo();
    await starting;
    const rows = await world.db.sql`select state from operations where job_id = ${job.id}`;
    expect(rows).toHaveLength(1);
    // What a quick provider has done by the time that it answers is kept as well.
    expect(["queued", "running", "succeeded"]).toContain(rows[0]?.["state"]);
    expect(await carryOn(world, job.id)).toBe("completed");
    expect(await world.read(job.id)).toMatchObject({ attempt: 2 });
    expectPaid(world, of);
  });
});

test("of two like videos whose create calls both broke, each job finds one, and none is made twice", async () => {
  const mine = await world.newJob(videoAtOpenAi);
  const yours = await world.newJob(videoAtOpenAi);
  world.provider.sandbox.setFaults("drop-after-success@create-video*2");
  await checkDueJobs("vercel-cron");
  await world.age(mine.job.id, 130_000);
  await world.age(yours.job.id, 130_000);
  await checkDueJobs("vercel-cron");
  for (const { job } of [mine, yours]) {
    expect(await carryOn(world, job.id)).toBe("completed");
    await expectWhole(world, videoAtOpenAi, job.id);
  }
  const refs = await world.db.sql`
    select distinct provider_ref from operations where job_id in ${world.db.sql([mine.job.id, yours.job.id])}`;
  expect(refs).toHaveLength(2);
  expectPaid(world, videoAtOpenAi, 2);
});
