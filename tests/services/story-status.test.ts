import { afterEach, expect, test, vi } from "vitest";
import { retryJob } from "@/lib/services/retry-job";
import { reviseJob } from "@/lib/services/revise-job";
import { carryOn } from "../support/carry-on";
import { storyAtOpenAiAndFal as of } from "../support/cases";
import { keepLedgersSound } from "../support/sound-ledgers";
import { strikeOnceWritten } from "../support/stories";
import { expectInOrder, statusesOf, watchStory } from "../support/story-watch";
import { useWorld } from "../support/world";

const world = useWorld();
keepLedgersSound(world);
afterEach(() => void vi.restoreAllMocks());

test(
  "a story goes through the documented statuses in their order, and its progress never falls; so does a remake",
  { timeout: 60_000 },
  async () => {
    const { user, job } = await world.newJob(of);
    const watch = watchStory(job.id);
    expect(await carryOn(world, job.id)).toBe("completed");
    await reviseJob(user, job.id, 2, { narration: "The fox finds a lamp, and it is still warm." }, "manual");
    expect(await carryOn(world, job.id)).toBe("completed");
    const seen = await watch.end();
    expectInOrder(seen);
    expect(statusesOf(seen, 1)).toEqual(
      expect.arrayContaining(["script_generated", "assets_generated", "rendering", "completed"]),
    );
    expect(statusesOf(seen, 2)).toEqual(["assets_missing", "assets_generated", "rendering", "completed"]);
    expect(seen[0]).toMatchObject({ progress: 0, stage: "Writing the script..." });
    expect(seen.at(-1)).toMatchObject({ progress: 100, stage: "Video ready!" });
    expect(await world.read(job.id)).toMatchObject({
      output: { videos: 1, scenes: 3, title: expect.any(String), durationMs: expect.any(Number) },
    });
  },
);

test.each(["silent-voice@fal-submit*1", "cut-picture@create-response*1"])(
  "nor do they run backwards where a piece finds a %s",
  { timeout: 60_000 },
  async (fault) => {
    const { user, job } = await world.newJob(of);
    const watch = watchStory(job.id, strikeOnceWritten(world, fault));
    expect(await carryOn(world, job.id)).toBe("failed");
    await retryJob(user, job.id, "manual");
    expect(await carryOn(world, job.id)).toBe("completed");
    const seen = await watch.end();
    expectInOrder(seen);
    expect(statusesOf(seen, 1).slice(-3)).toEqual(["assets_generated", "rendering", "failed"]);
    expect(statusesOf(seen, 2).at(-1)).toBe("completed");
  },
);
