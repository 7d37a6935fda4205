import { beforeEach, expect, test } from "vitest";
import { storyAtOpenAiAndFal } from "../support/cases";
import { carryOn } from "../support/carry-on";
import { keepLedgersSound } from "../support/sound-ledgers";
import { useWorld } from "../support/world";

const world = useWorld({
  env: {
    STORY_PICTURE_PROVIDER: "fal",
    FAL_IMAGE_MODEL: "fal-ai/nano-banana-2",
    FAL_SPEECH_MODEL: "fal-ai/kokoro/british-english",
  },
});
keepLedgersSound(world);
beforeEach(() => world.provider.sandbox.journal.clear());

/** A story of three scenes where this goes wrong; how it ended, and how often fal was asked to begin something. */
async function endOf(faults = "") {
  world.provider.sandbox.setFaults(faults);
  const { job } = await world.newJob(storyAtOpenAiAndFal);
  const status = await carryOn(world, job.id);
  const rows = await world.db.sql`select name from artifacts where job_id = ${job.id} order by name`;
  const { error } = await world.read(job.id);
  const begun = world.provider.sandbox.journal.count("POST /fal/:owner/:app");
  return { status, error, begun, names: rows.map(({ name }) => String(name)) };
}

test("a story whose pictures and voices are fal's comes to its end with every file, each begun once", async () => {
  const { status, names, begun } = await endOf();
  expect(status).toBe("completed");
  for (const file of ["film.mp4", "picture-01.jpg", "picture-03.jpg", "voice-01.wav", "voice-03.wav"])
    expect(names).toContain(file);
  expect(begun).toBe(6);
});

test("a picture that fal found unsafe ends it, names its scene, and keeps the rest", async () => {
  const { begun, names, ...end } = await endOf("black-picture*1");
  expect(end).toMatchObject({
    status: "failed",
    error: { code: "moderation", message: expect.stringMatching(/^Scene [1-3], its picture: fal's safety/) },
  });
  expect(begun).toBe(6);
  expect(names).toHaveLength(5);
});
