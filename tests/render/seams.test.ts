import { beforeAll, expect, test } from "vitest";
import { SegmentFacts } from "@/lib/render/story";
import { leadFrames, fps } from "@/lib/render/timeline";
import { measureSeams, type Measured } from "@/tests/support/measure-seams";
import { clickingVoice, greyPicture, ToldStory } from "@/tests/support/told-story";

const seconds = [0.8, 1.13, 0.9];

async function measured(input: { height: number; captions: boolean }): Promise<Measured> {
  const scenes = seconds.map(async (length, n) => ({
    narration: "The keeper lights the lamp.",
    picture: await greyPicture(n),
    voice: await clickingVoice(length),
  }));
  const story = new ToldStory(await Promise.all(scenes), input);
  const [film] = (await story.film()).files;
  if (!film) throw new Error("No film was made.");
  const rendered = story.job.operations.filter(({ step }) => step === "rendering");
  return measureSeams(
    film.bytes,
    rendered.map(({ output }) => SegmentFacts.parse(output?.facts).frames),
  );
}

/** As large as films are: in a small one a slow move changes less than its encoder keeps. */
let film: Measured;
beforeAll(async () => {
  film = await measured({ height: 720, captions: true });
}, 60_000);

test("voice and words are in step with the picture at every seam", () => {
  for (const { picture, voice, caption } of film.seams) {
    expect(Math.abs(voice - picture - leadFrames / fps)).toBeLessThan(0.001);
    expect(Math.abs((caption ?? Infinity) - voice)).toBeLessThan(0.1);
  }
});

test("every frame shows its scene, or the right part of the next; none is black, misplaced or repeated", () => {
  const { misplaced, wrong, black, repeated, gapsInSound } = film;
  expect({ misplaced, wrong, black, repeated, gapsInSound }).toEqual({
    misplaced: 0,
    wrong: 0,
    black: 0,
    repeated: 0,
    gapsInSound: 0,
  });
  expect(film.seams.map(({ isKey }) => isKey)).toEqual([true, true, true]);
});

test("without captions there are no words in the picture", async () => {
  const { seams, wrong } = await measured({ height: 360, captions: false });
  expect(seams.map(({ caption }) => caption)).toEqual([null, null, null]);
  expect(wrong).toBe(0);
});
