import { describe, expect, test } from "vitest";
import { checkDueJobs, checkJob } from "@/lib/services/check-jobs";
import { carryOn } from "../support/carry-on";
import { byName } from "../support/cases";
import { expectPaid, expectWhole, startsOf } from "../support/expect-job";
import { keepLedgersSound } from "../support/sound-ledgers";
import { useWorld } from "../support/world";

// So slow that nothing is done before it is asked about.
const world = useWorld({ speed: 1 });
keepLedgersSound(world);

const minute = 60_000;

describe.each(byName())("%s of which its provider knows nothing", (_name, of) => {
  test("for two minutes, and then does, completes", async () => {
    const { job } = await world.newJob(of);
    await checkJob(job.id, "step");
    world.provider.sandbox.setFaults(`404@${of.ask.place}`);
    for (let waited = 0; waited <= 2; waited++) {
      await world.age(job.id, minute);
      await checkDueJobs("vercel-cron");
    }
    expect(await world.read(job.id)).toMatchObject({ status: "processing", error: null });
    world.provider.sandbox.setFaults("");
    expect(await carryOn(world, job.id)).toBe("completed");
    await expectWhole(world, of, job.id);
    expectPaid(world, of);
  });

  test("for longer than the grace, fails as provider_lost, and is not tried again by itself", async () => {
    const { job } = await world.newJob(of);
    await checkJob(job.id, "step");
    world.provider.sandbox.setFaults(`404@${of.ask.place}`);
    expect(await carryOn(world, job.id)).toBe("failed");
    expect((await world.read(job.id))["error"]).toMatchObject({
      code: "provider_lost",
      retryable: true,
      charged: null,
    });
    expect(startsOf(world, of)).toBe(1);
  });
});
