import { expect, test } from "vitest";
import { cancelJob } from "@/lib/services/cancel-job";
import { checkJob } from "@/lib/services/check-jobs";
import { byName, cases } from "../support/cases";
import { holdCall } from "../support/hold-call";
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
