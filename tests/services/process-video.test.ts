import { afterEach, describe, expect, test, vi } from "vitest";
import { checkDueJobs } from "@/lib/services/check-jobs";
import { PieceFailed } from "@/lib/kinds/kind";
import { smallPath, smallSides } from "@/lib/jobs/small-picture";
import { addMaker, makerOf } from "@/lib/render/makers";
import { processVideo } from "@/lib/services/process-video";
import { carryOn } from "../support/carry-on";
import { storyAtOpenAiAndFal as of } from "../support/cases";
import { expectPaid, expectWhole } from "../support/expect-job";
import { interceptFetch } from "../support/intercept-fetch";
import { keepLedgersSound } from "../support/sound-ledgers";
import { changed, filesOf, onceWritten, paid } from "../support/stories";
import { useWorld, type Owned } from "../support/world";

const world = useWorld();
keepLedgersSound(world);
afterEach(() => void vi.restoreAllMocks());

describe("process-video", () => {
  const caller =
    ({ user, job }: Owned, work: Array<Promise<unknown>>) =>
    () =>
      processVideo(user, job.id, "manual", {
        keepAlive: (each) => work.push(each),
        beforeRetry: async () => undefined,
      });

  test("alone brings a story to its end, with ten callers at once: each piece is asked for, made and stored once", async () => {
    const owned = await world.newJob(of);
    const stored: string[] = [];
    interceptFetch(({ url, method }, send) => {
      if (method !== "GET" && url.includes("/object/artifacts/")) stored.push(url.split("/").at(-1) ?? "");
      return send();
    });
    const work: Array<Promise<unknown>> = [];
    const call = caller(owned, work);
    const trigger = async () => {
      await Promise.all(Array.from({ length: 10 }, call));
      await Promise.all(work.splice(0));
    };
    expect(await carryOn(world, owned.job.id, trigger)).toBe("completed");
    expectPaid(world, of);
    expect(stored.toSorted()).toEqual(
      [
        ...of.results.slice(0, 4),
        ...of.results.slice(4, 7),
        "segment-01.mp4",
        "segment-02.mp4",
        "segment-03.mp4",
        ...of.results.slice(7),
        // Each picture small beside it; sorted as the rest is.
        ...of.results
          .filter((name) => name.endsWith(".jpg"))
          .flatMap((name) => smallSides.map((side) => smallPath(name, side))),
      ].toSorted(),
    );
    await expectWhole(world, of, owned.job.id);
    vi.restoreAllMocks();
    const files = await filesOf(world, owned.job.id);
    await trigger();
    expect(changed(files, await filesOf(world, owned.job.id))).toEqual([]);
    expectPaid(world, of);
  });

  /** Calls it again and again, as a script does, from when the story has failed. */
  async function insisted(owned: Owned, times = 4) {
    expect(await carryOn(world, owned.job.id)).toBe("failed");
    const work: Array<Promise<unknown>> = [];
    for (let round = 0; round < times; round++) {
      await caller(owned, work)();
      await Promise.all(work.splice(0));
      await world.finishWork();
      await world.age(owned.job.id, 130_000);
      await checkDueJobs("vercel-cron");
      await world.settled();
    }
    return world.read(owned.job.id);
  }

  test("tries again what failed and may pass, where that cost nothing", async () => {
    const owned = await world.newJob(of);
    const usual = await makerOf("story_video");
    const error = { code: "no_renderer", message: "Not rendered here.", retryable: true };
    addMaker("story_video", () => Promise.reject(new PieceFailed(error)));
    // Of the whole it is said that it was charged: its pictures were. What failed was not.
    expect(await carryOn(world, owned.job.id)).toBe("failed");
    expect(await world.read(owned.job.id)).toMatchObject({ attempt: 1, error: { charged: true } });
    if (usual) addMaker("story_video", usual);
    expect((await caller(owned, [])()).attempt).toBe(2);
    expect(await carryOn(world, owned.job.id)).toBe("completed");
    await expectWhole(world, of, owned.job.id);
    expectPaid(world, of);
  });

  test.each([
    ["a script that was paid for", "empty-script@create-response", [1, 0]],
    ["a voice that was paid for", "silent-voice@fal-submit", [4, 3]],
    ["a picture that was paid for", "cut-picture@create-response", [4, 3]],
    ["a start that may have been", "drop-after-success@fal-submit", [4, 3]],
  ])("leaves it to a person to pay again for %s, however often it is called", async (_what, fault, once) => {
    const owned = await world.newJob(of);
    if (fault.startsWith("empty")) world.provider.sandbox.setFaults(fault);
    else onceWritten(world, fault);
    expect(await insisted(owned)).toMatchObject({ status: "failed", attempt: 1 });
    expect(paid(world)).toEqual(once);
  });

  test("by a slow one of many that saw it fail opens no attempt on top of the one that failed since", async () => {
    const owned = await world.newJob(of);
    const fail = () => world.db.sql`
      update jobs set status = 'failed', completed_at = now(), next_check_at = null, error =
      ${world.db.sql.json({ code: "unavailable", message: "Not now.", retryable: true, charged: false })} where id = ${owned.job.id}`;
    await fail();
    let isSlow = true;
    interceptFetch(async ({ url }, send) => {
      if (isSlow && url.endsWith("rpc/retry_job")) {
        isSlow = false;
        // Meanwhile a quicker one has had its attempt, and that has failed as well.
        await send();
        await fail();
      }
      return send();
    });
    await caller(owned, [])();
    expect(await world.read(owned.job.id)).toMatchObject({ attempt: 2, status: "failed" });
    await world.db.sql`delete from job_events where job_id = ${owned.job.id}`;
  });

  test("leaves what was canceled", async () => {
    const other = await world.newJob(of);
    await world.db
      .sql`update jobs set status = 'canceled', completed_at = now(), next_check_at = null where id = ${other.job.id}`;
    await world.db.sql`delete from job_events where job_id = ${other.job.id}`;
    await caller(other, [])();
    await checkDueJobs("vercel-cron");
    expect(await world.read(other.job.id)).toMatchObject({ status: "canceled", attempt: 1 });
  });
});
