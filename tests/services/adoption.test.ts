import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { checkDueJobs, checkJob } from "@/lib/services/check-jobs";
import { carryOn } from "../support/carry-on";
import { byName, cases } from "../support/cases";
import { expectPaid, expectWhole } from "../support/expect-job";
import { interceptFetch } from "../support/intercept-fetch";
import { keepLedgersSound } from "../support/sound-ledgers";
import { useWorld } from "../support/world";

const world = useWorld({ hasPost: true });
keepLedgersSound(world);
beforeEach(() => world.post.keep(true));
afterEach(() => vi.restoreAllMocks());

/** Hands on the first webhook of a job in the very moment before a check of ours commits, once. */
function handOnBeforeCommit(jobId: string): void {
  let isDone = false;
  interceptFetch(async ({ url }, send) => {
    if (url.endsWith("/rpc/commit_checks") && !isDone) {
      isDone = true;
      const [letter] = await world.lettersOf(jobId);
      if (!letter) throw new Error("no letter came");
      if ((await world.post.handOn(letter)) !== "taken") throw new Error("the letter was refused");
    }
    return send();
  });
}

const cannotBeLookedUp = cases.filter((each) => !each.isFindable);

describe.each(byName(cannotBeLookedUp))("%s, whose create call broke, makes itself known", (_name, of) => {
  test("while the check that made the call has not committed: nothing is forgotten", async () => {
    const { job } = await world.newJob(of);
    world.provider.sandbox.setFaults(`drop-after-success@${of.create.place}*1`);
    handOnBeforeCommit(job.id);
    await checkJob(job.id, "step");
    vi.restoreAllMocks();
    expect(await carryOn(world, job.id)).toBe("completed");
    await expectWhole(world, of, job.id);
    expectPaid(world, of);
  });

  test("while a check is giving it up: it is not given up", async () => {
    const { job } = await world.newJob(of);
    world.provider.sandbox.setFaults(`drop-after-success@${of.create.place}*1`);
    await checkJob(job.id, "step");
    await world.age(job.id, 130_000);
    handOnBeforeCommit(job.id);
    await checkDueJobs("vercel-cron");
    vi.restoreAllMocks();
    expect((await world.read(job.id))["error"]).toBeNull();
    expect(await carryOn(world, job.id)).toBe("completed");
    await expectWhole(world, of, job.id);
    expectPaid(world, of);
  });
});
