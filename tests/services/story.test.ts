import { describe, expect, test } from "vitest";
import { loadFile } from "@/lib/db/storage";
import { presentJob } from "@/lib/services/present-job";
import { retryJob } from "@/lib/services/retry-job";
import { carryOn } from "../support/carry-on";
import { storyAtOpenAiAndFal as of } from "../support/cases";
import { expectBegun, expectPaid, expectWhole } from "../support/expect-job";
import { keepLedgersSound } from "../support/sound-ledgers";
import { onceWritten, storiesOf } from "../support/stories";
import { useWorld } from "../support/world";

const world = useWorld();
keepLedgersSound(world);

const { recordOf, statusOf, paid, filesOf, told } = storiesOf(world);

describe("a story", () => {
  test("ends with a film, its captions in two forms and its script, each scene where the film shows it", async () => {
    const { job } = await told();
    const { details } = await presentJob(await recordOf(job.id));
    const { scenes, film } = details as {
      scenes: Array<Record<string, number>>;
      film: { durationMs: number };
    };
    const lengths = scenes.map((scene) => scene["durationMs"] ?? 0);
    expect(scenes.map((scene) => scene["startMs"])).toEqual([
      0,
      lengths[0],
      (lengths[0] ?? 0) + (lengths[1] ?? 0),
    ]);
    expect(Math.abs(lengths.reduce((sum, each) => sum + each) - film.durationMs)).toBeLessThan(50);
    const files = await filesOf(job.id);
    const textOf = async (name: string) => (await loadFile("artifacts", files[name] ?? ""))?.text();
    expect(await textOf("film.vtt")).toMatch(/^WEBVTT\n/);
    expect(await textOf("film.srt")).toMatch(/^1\n00:00:0/);
    expect(await textOf("film.txt")).toContain("A fox crosses a frozen lake.");
  });
});

test.each([
  [
    "4,000 words long",
    Array.from({ length: 400 }, (_, n) => `On day ${n} the fox went on over the ice.`).join(" "),
    "fox",
  ],
  ["written from right to left", "عبر الثعلب البحيرة المتجمدة. وجد مصباحا قديما. حمله إلى بيته.", "الثعلب"],
  [
    "full of emoji, with a word of 80 letters",
    `A 🦊 meets a 👩🏽‍🚀. They say ${"ha".repeat(40)}. 🌙🌊🏮`,
    "ha".repeat(40),
  ],
])(
  "a story that is %s is told, in its own words, in the picture and beside it",
  async (_what, words, expected) => {
    const { job } = await world.newJob(of, { words });
    expect(await carryOn(world, job.id)).toBe("completed");
    await expectWhole(world, of, job.id);
    const { storyboard_json: board } = await statusOf(job.id);
    expect(board.scenes.map(({ narration }) => narration).join(" ")).toContain(expected);
    const files = await filesOf(job.id);
    const captions = await (await loadFile("artifacts", files["film.vtt"] ?? ""))?.text();
    // What is too long for a line is broken, and nothing of it is lost.
    expect(captions?.replaceAll(/^.*-->.*$/gm, "").replaceAll(/[\s-]/g, "")).toContain(expected);
  },
);

describe("a story of which something goes wrong", () => {
  test("names the scene whose picture was refused, keeps the rest, and Retry makes that one alone", async () => {
    const { user, job } = await world.newJob(of);
    onceWritten(world, "moderation@create-response*1");
    expect(await carryOn(world, job.id)).toBe("failed");
    const { error } = await recordOf(job.id);
    expect(error).toMatchObject({
      message: expect.stringMatching(/^Scene \d, its picture: ./),
      retryable: false,
    });
    expect(Object.keys(await filesOf(job.id))).toHaveLength(5);
    expect(await statusOf(job.id)).toMatchObject({ status: "failed", progress: 0, error: error?.message });
    await retryJob(user, job.id, "manual");
    expect(await carryOn(world, job.id)).toBe("completed");
    expect(paid()).toEqual([5, 3]);
    await expectWhole(world, of, job.id);
  });

  test("has a picture or a voice that its provider let fail made again by itself, and that one alone", async () => {
    const { job } = await world.newJob(of);
    onceWritten(world, "failed@create-response*1,failed@fal-submit*1");
    expect(await carryOn(world, job.id)).toBe("completed");
    expect(paid()).toEqual([5, 4]);
    expect((await recordOf(job.id)).attempt).toBe(2);
    await expectWhole(world, of, job.id);
  });

  test.each(["empty-script", "unreadable-script"])(
    "with an %s fails before anything else is paid for",
    async (fault) => {
      const { user, job } = await world.newJob(of);
      world.provider.sandbox.setFaults(`${fault}*1`);
      expect(await carryOn(world, job.id)).toBe("failed");
      expect((await recordOf(job.id)).error).toMatchObject({
        code: "no_result",
        retryable: true,
        charged: true,
      });
      expectBegun(world, of);
      await retryJob(user, job.id, "manual");
      expect(await carryOn(world, job.id)).toBe("completed");
      expectPaid(world, of, 2);
      await expectWhole(world, of, job.id);
    },
  );

  test.each([
    ["silent-voice", "fal-submit", [4, 4], /^Scene \d.*voice/],
    ["cut-picture", "create-response", [5, 3], /^Scene \d.*picture/],
  ] as const)(
    "with a %s fails with its scene, and Retry makes that one anew",
    async (fault, place, after, words) => {
      const { user, job } = await world.newJob(of);
      onceWritten(world, `${fault}@${place}*1`);
      expect(await carryOn(world, job.id)).toBe("failed");
      const { error } = await recordOf(job.id);
      expect(error?.message).toMatch(words);
      expect(paid()).toEqual([4, 3]);
      await retryJob(user, job.id, "manual");
      expect(await carryOn(world, job.id)).toBe("completed");
      expect(paid()).toEqual(after);
      await expectWhole(world, of, job.id);
    },
  );
});
