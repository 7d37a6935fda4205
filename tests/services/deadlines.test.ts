import { beforeEach, describe, expect, test } from "vitest";
import { checkDueJobs, checkJob } from "@/lib/services/check-jobs";
import { getJob, updateJob } from "@/lib/services/get-job";
import { presentJob } from "@/lib/services/present-job";
import { retryJob } from "@/lib/services/retry-job";
import { carryOn } from "../support/carry-on";
import { byName, cases, type Case } from "../support/cases";
import { expectPaid, expectWhole } from "../support/expect-job";
import { ledgerOf } from "../support/ledger";
import { keepLedgersSound } from "../support/sound-ledgers";
import { useWorld, type Owned } from "../support/world";

// Slow enough that nothing is done before a test lets it be.
const world = useWorld({ speed: 10, hasPost: true });
keepLedgersSound(world);

// Webhooks are handed on when a test says so.
beforeEach(() => world.post.keep(true));

const minute = 60_000;

/** A job that its provider did not finish within deadline and grace; asking it to stop does not help. */
async function timedOut(of: Case): Promise<Owned> {
  const owned = await world.newJob(of);
  await checkJob(owned.job.id, "step");
  if (of.stop) world.provider.sandbox.setFaults(`500@${of.stop.place}`);
  await world.age(owned.job.id, (of.minutes.deadline + of.minutes.grace) * minute + 1_000);
  await checkDueJobs("vercel-cron");
  expect(await world.read(owned.job.id)).toMatchObject({
    status: "failed",
    error: { code: "timed_out", retryable: true, charged: null },
  });
  return owned;
}

describe.each(byName())("%s that is not done in time", (_name, of) => {
  test("is overdue past its deadline, still checked, and fails as timed_out after the grace", async () => {
    const { user, job } = await world.newJob(of);
    await checkJob(job.id, "step");
    await world.age(job.id, of.minutes.deadline * minute + 1_000);
    await checkDueJobs("vercel-cron");
    const view = await presentJob(await getJob(user, job.id, "browser", (work) => void work));
    expect(view).toMatchObject({ status: "processing", overdue: true, error: null });
    expect(view.pollAfterMs).toBeGreaterThan(100_000);
    expect(await ledgerOf(world, job.id, "overdue")).toHaveLength(1);

    await world.age(job.id, of.minutes.grace * minute - 30_000);
    await checkDueJobs("vercel-cron");
    expect((await world.read(job.id)).status).toBe("processing");
    await world.age(job.id, 2 * minute);
    await checkDueJobs("vercel-cron");
    expect(await world.read(job.id)).toMatchObject({ status: "failed", error: { code: "timed_out" } });
    const stops = of.stop ? world.provider.sandbox.journal.count(of.stop.route) : 0;
    expect(stops).toBe(of.stop ? 1 : 0);
  });

  test("but just before the end of the grace, is completed", async () => {
    const { job } = await world.newJob(of);
    await checkJob(job.id, "step");
    await world.age(job.id, (of.minutes.deadline + of.minutes.grace - 4) * minute);
    const isOver = async () => (await world.read(job.id)).status === "completed";
    for (let round = 0; round < 4 && !(await isOver()); round++) {
      await world.finishWork();
      await world.db
        .sql`update jobs set next_check_at = now() where id = ${job.id} and status = 'processing'`;
      await checkDueJobs("vercel-cron");
    }
    expect(await isOver()).toBe(true);
    await expectWhole(world, of, job.id);
    expectPaid(world, of);
  });

  test("never comes back to life: its success is recorded, and Retry adopts it", async () => {
    const { user, job } = await timedOut(of);
    await world.finishWork();
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

  test('is asked about once more by "Check status", and its success recorded without any webhook', async () => {
    const { user, job } = await timedOut(of);
    await world.finishWork();
    const after = await updateJob(user, job.id, "manual", (work) => void work);
    expect(after.status).toBe("failed");
    expect(await ledgerOf(world, job.id, "late_result")).toMatchObject([{ source: "manual" }]);
    await retryJob(user, job.id, "manual");
    expect(await carryOn(world, job.id)).toBe("completed");
    expectPaid(world, of);
  });

  test("is adopted by Retry also where no webhook ever told of its success", async () => {
    const { user, job } = await timedOut(of);
    await world.finishWork();
    await retryJob(user, job.id, "manual");
    expect(await carryOn(world, job.id)).toBe("completed");
    await expectWhole(world, of, job.id);
    expectPaid(world, of);
  });
});

describe.each(byName(cases.filter((each) => each.stop !== null)))("%s that was stopped", (_name, of) => {
  test("at the end of the grace is started anew by Retry", async () => {
    const { user, job } = await world.newJob(of);
    await checkJob(job.id, "step");
    await world.age(job.id, (of.minutes.deadline + of.minutes.grace) * minute + 1_000);
    await checkDueJobs("vercel-cron");
    await retryJob(user, job.id, "manual");
    expect(await carryOn(world, job.id)).toBe("completed");
    await expectWhole(world, of, job.id);
    expectPaid(world, of, 2);
  });
});
