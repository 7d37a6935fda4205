import { expect, test, vi } from "vitest";
import { toVideoStatus } from "@/lib/contracts/video-status";
import { presentJob } from "@/lib/services/present-job";
import { retryJob } from "@/lib/services/retry-job";
import { carryOn } from "../support/carry-on";
import { storyAtOpenAiAndFal as of } from "../support/cases";
import { expectPaid } from "../support/expect-job";
import { keepLedgersSound } from "../support/sound-ledgers";
import { recordOf } from "../support/stories";
import { expectInOrder, statusesOf, watchStory } from "../support/story-watch";
import { useWorld } from "../support/world";

vi.mock("node-av", () => {
  throw new Error("Cannot find package 'node-av'");
});

const world = useWorld();
keepLedgersSound(world);

test("without FFmpeg a story stops at its assets, with a sentence that says why; Retry pays for nothing again", async () => {
  const { user, job } = await world.newJob(of);
  const watch = watchStory(job.id);
  for (const attempt of [1, 2]) {
    expect(await carryOn(world, job.id)).toBe("failed");
    const view = await presentJob(await recordOf(job.id));
    expect(view).toMatchObject({ attempt, error: { code: "no_renderer", charged: true } });
    expect(toVideoStatus(view)).toMatchObject({
      status: "assets_generated",
      progress: 60,
      stage: "Assets ready",
      error: expect.stringMatching(/pictures and voices are ready.*not rendered here/),
    });
    expect(view.resultUrls).toHaveLength(6);
    expectPaid(world, of);
    if (attempt === 1) await retryJob(user, job.id, "manual");
  }
  // It is never said to be rendering: nobody here can.
  const seen = await watch.end();
  expectInOrder(seen);
  expect(statusesOf(seen, 1)).not.toContain("rendering");
  expect(statusesOf(seen, 2)).toEqual(["assets_generated"]);
});
