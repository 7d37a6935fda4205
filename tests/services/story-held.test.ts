import { beforeEach, describe, expect, test } from "vitest";
import { renderSamplePhoto } from "@/sandbox/pictures/sample-photo";
import { answering, json } from "../support/answering";
import { carryOn } from "../support/carry-on";
import { expectPaid } from "../support/expect-job";
import { keepLedgersSound } from "../support/sound-ledgers";
import { heldMakers, storyAtOpenAi } from "../support/story-at-openai";
import { useWorld } from "../support/world";

const world = useWorld({ env: heldMakers });
keepLedgersSound(world);
beforeEach(() => world.provider.sandbox.journal.clear());

const speech = "POST /openai/v1/audio/speech";
const images = "POST /openai/v1/images/generations";
const made = () => [speech, images].map((route) => world.provider.sandbox.journal.count(route));

/** A story of three scenes where this goes wrong; how it ended. */
async function endOf(faults = "") {
  world.provider.sandbox.setFaults(faults);
  const { job } = await world.newJob(storyAtOpenAi);
  const status = await carryOn(world, job.id);
  const rows = await world.db.sql`select name from artifacts where job_id = ${job.id} order by name`;
  const { error } = await world.read(job.id);
  return { status, error, names: rows.map(({ name }) => String(name)), id: job.id };
}

describe("a story whose pictures and voices are held calls", () => {
  test("comes to its end with every file, each made once", async () => {
    const { status, names } = await endOf();
    expect(status).toBe("completed");
    expect(names.filter((name) => !name.startsWith("segment-"))).toEqual(storyAtOpenAi.results);
    expectPaid(world, storyAtOpenAi);
  });

  test("gets over being asked to slow down", async () => {
    const { status } = await endOf("429@create-speech*1,429@create-image*1,retry-after=0");
    expect(status).toBe("completed");
    expect(made()).toEqual([4, 4]);
  });

  test.each([
    ["moderation@create-speech*1", "voice", { code: "moderation", retryable: false }],
    ["moderation@create-image*1", "picture", { code: "moderation", retryable: false }],
  ])("is ended by %s, which names its scene and its %s, and keeps the rest", async (fault, what, error) => {
    const { names, ...end } = await endOf(fault);
    expect(end).toMatchObject({
      status: "failed",
      error: { ...error, message: expect.stringMatching(new RegExp(`^Scene [1-3], its ${what}: `)) },
    });
    expect(made()).toEqual([3, 3]);
    expect(names).toHaveLength(5);
  });

  test.each(["html@create-speech*1", "truncated@create-image*1", "drop-after-success@create-speech*1"])(
    "may have been charged for by %s, and is never asked for again by itself",
    async (fault) => {
      const { status, error } = await endOf(fault);
      expect(status).toBe("failed");
      expect(error).toMatchObject({ code: "start_unknown", charged: null });
      expect(made()).toEqual([3, 3]);
    },
  );

  test("takes what a gateway keeps behind a link, which is opened once it is written down", async () => {
    const drawing = await renderSamplePhoto(3);
    const link = `${world.provider.url}/drawing.jpg`;
    const { count } = answering([
      [/^POST .*\/images\/generations$/, () => json({ data: [{ url: link }] })],
      [/^GET .*\/drawing\.jpg$/, () => new Response(new Uint8Array(drawing))],
    ]);
    const { status, names } = await endOf();
    expect(status).toBe("completed");
    expect(names).toContain("picture-03.jpg");
    expect([count(/generations$/), count(/drawing/)]).toEqual([3, 3]);
  });
});
