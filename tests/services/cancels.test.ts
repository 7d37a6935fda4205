import { describe, expect, test } from "vitest";
import { cancelJob } from "@/lib/services/cancel-job";
import { checkDueJobs, checkJob } from "@/lib/services/check-jobs";
import { retryJob } from "@/lib/services/retry-job";
import { carryOn } from "../support/carry-on";
import { byName, cases } from "../support/cases";
import { expectPaid, expectWhole } from "../support/expect-job";
import { ledgerOf } from "../support/ledger";
import { holdCall } from "../support/hold-call";
import { keepLedgersSound } from "../support/sound-ledgers";
import { useWorld } from "../support/world";

// Slow enough that nothing is done before a test lets it be.
const world = useWorld({ speed: 10, hasPost: true });
keepLedgersSound(world);

describe.each(byName())("canceling %s", (_name, of) => {
  test("reaches its provider where it can, and the ledger says what the provider answered", async () => {
    const { user, job } = await world.newJob(of);
    await checkJob(job.id, "step");
    expect((await cancelJob(user, job.id, "manual")).status).toBe("canceled");
    const asked = of.stop ? world.provider.sandbox.journal.count(of.stop.route) : 0;
    expect(asked).toBe(of.stop ? 1 : 0);
    const answers = await ledgerOf(world, job.id, "provider_cancel");
    expect(answers).toMatchObject([
      { source: "manual", detail: { outcome: of.stop?.outcome ?? "unsupported" } },
    ]);
  });

  test("is final, whatever the provider does; Retry goes on with what still runs, else starts anew", async () => {
    const { user, job } = await world.newJob(of);
    await checkJob(job.id, "step");
    await cancelJob(user, job.id, "manual");
    await world.finishWork();
    await world.age(job.id, 60_000);
    await checkDueJobs("vercel-cron");
    expect((await world.read(job.id)).status).toBe("canceled");

    const retried = await retryJob(user, job.id, "manual");
    expect(retried).toMatchObject({ status: "pending", attempt: 2, progress: 0 });
    expect(await carryOn(world, job.id)).toBe("completed");
    await expectWhole(world, of, job.id);
    if (of.stop) expectPaid(world, of, 2);
    else expectPaid(world, of);
  });

  test("before it was started asks nobody, and starts nothing", async () => {
    const { user, job } = await world.newJob(of);
    world.provider.sandbox.journal.clear();
    await cancelJob(user, job.id, "manual");
    await checkDueJobs("vercel-cron");
    expect((await checkJob(job.id, "browser")).isChecked).toBe(false);
    expect(world.provider.sandbox.journal.report().total).toBe(0);
    expect(await ledgerOf(world, job.id, "provider_cancel")).toEqual([]);
  });

  test("loses against a check that holds its claim: the check writes nothing", async () => {
    const { user, job } = await world.newJob(of);
    const call = holdCall(of.create.call);
    const checking = checkJob(job.id, "step");
    await call.answered;
    await cancelJob(user, job.id, "manual");
    call.letGo();
    await checking;
    expect(await world.read(job.id)).toMatchObject({ status: "canceled", stage: null, progress: 0 });
  });
});

describe.each(byName(cases.filter((each) => each.stop !== null)))("canceling %s in vain", (_name, of) => {
  test("says so in the ledger, and Retry goes on with what was never stopped", async () => {
    const { user, job } = await world.newJob(of);
    await checkJob(job.id, "step");
    world.provider.sandbox.setFaults(`500@${of.stop?.place}*1`);
    await cancelJob(user, job.id, "manual");
    const answers = await ledgerOf(world, job.id, "provider_cancel");
    expect(answers).toMatchObject([{ detail: { outcome: "unavailable" } }]);
    await retryJob(user, job.id, "manual");
    expect(await carryOn(world, job.id)).toBe("completed");
    expectPaid(world, of);
  });

  test("because it has just been finished: the ledger says that, and Retry adopts the result", async () => {
    world.post.keep(true);
    const { user, job } = await world.newJob(of);
    await checkJob(job.id, "step");
    await world.finishWork();
    await cancelJob(user, job.id, "manual");
    expect(await ledgerOf(world, job.id, "provider_cancel")).toMatchObject([
      { detail: { outcome: "finished" } },
    ]);
    await retryJob(user, job.id, "manual");
    expect(await carryOn(world, job.id)).toBe("completed");
    await expectWhole(world, of, job.id);
    expectPaid(world, of);
  });
});
