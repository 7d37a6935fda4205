import { expect, test } from "vitest";
import { cancelJob } from "@/lib/services/cancel-job";
import { checkJob } from "@/lib/services/check-jobs";
import { byName, cases } from "../support/cases";
import { startsOf } from "../support/expect-job";
import { ledgerOf } from "../support/ledger";
import { keepLedgersSound } from "../support/sound-ledgers";
import { useWorld } from "../support/world";

// So slow that nothing is done before it is asked to stop.
const world = useWorld({ speed: 0.5 });
keepLedgersSound(world);

test.each(byName(cases.filter((each) => each.stop !== null)))(
  "%s, canceled while it is being started, is asked to stop as soon as it has begun, and the ledger says so",
  async (_name, of) => {
    const { user, job } = await world.newJob(of);
    world.provider.sandbox.setFaults(`slow@${of.create.place}*1,slow-ms=600`);
    const checking = checkJob(job.id, "step");
    await expect.poll(() => startsOf(world, of)).toBe(1);
    await cancelJob(user, job.id, "manual");
    await checking;
    expect(world.provider.sandbox.journal.count(of.stop?.route ?? "")).toBe(1);
    const said = (await ledgerOf(world, job.id, "provider_cancel")).map((line) => line.detail["outcome"]);
    expect(said[0]).toBe("starting");
    expect(said).toHaveLength(2);
    expect((await world.read(job.id)).status).toBe("canceled");
  },
);
