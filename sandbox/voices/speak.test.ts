import { expect, test } from "vitest";
import { speak, secondsOf } from "./speak";
import { speakerNamed } from "./speakers";
import type { Sound } from "./pcm";

const TEXT =
  "The old keeper climbs the stairs every evening, and he lights the lamp, although nobody has asked him to. He counts the ships that pass. Tonight there is one more than yesterday!";

const said = (text: string, { voice = "marin", pace = 1, rate = 24_000 } = {}): Sound =>
  speak({ text, speaker: speakerNamed(voice), pace, rate });

const secondsIn = ({ samples, rate }: Sound) => samples.length / rate;

/** The loudness of each 20 ms. */
function loudness({ samples, rate }: Sound): number[] {
  const block = rate / 50;
  return Array.from({ length: Math.floor(samples.length / block) }, (_, n) =>
    Math.sqrt(samples.subarray(n * block, (n + 1) * block).reduce((sum, v) => sum + v * v, 0) / block),
  );
}

/** In blocks of 20 ms, before its end. */
function longestPause(blocks: readonly number[]): number {
  const loud = blocks.flatMap((value, n) => (value > 0.01 ? [n] : []));
  return Math.max(...loud.slice(1).map((at, n) => at - (loud[n] ?? 0)));
}

/** Hertz: of the delays at which a voice can repeat itself, the one at which this sound does. */
function pitchOf({ samples, rate }: Sound): number {
  const lags = Array.from({ length: Math.round(rate / 70) }, (_, n) => n).slice(Math.round(rate / 320));
  const likeness = (lag: number) => {
    let sum = 0;
    for (let n = 0; n < samples.length - lag; n += 3) sum += (samples[n] ?? 0) * (samples[n + lag] ?? 0);
    return sum;
  };
  return rate / lags.reduce((best, lag) => (likeness(lag) > likeness(best) ? lag : best));
}

test("a text is said at about 150 words a minute, and twice as fast at twice the pace", () => {
  const words = TEXT.split(" ").length;
  const seconds = secondsIn(said(TEXT));
  expect((60 * words) / seconds).toBeGreaterThan(125);
  expect((60 * words) / seconds).toBeLessThan(185);
  expect(secondsIn(said(TEXT, { pace: 2 })) / seconds).toBeCloseTo(0.5, 1);
});

test("its length is known without saying it", () => {
  expect(secondsOf({ text: TEXT, pace: 1.5 })).toBeCloseTo(secondsIn(said(TEXT, { pace: 1.5 })), 3);
});

test("the same is said in the same way, and by another voice in another", () => {
  expect(said(TEXT).samples).toEqual(said(TEXT).samples);
  expect(pitchOf(said("a man", { voice: "cedar" }))).toBeLessThan(
    pitchOf(said("a man", { voice: "marin" })) - 30,
  );
});

test("it is heard from the first moment, breaks off at marks, and never overdrives", () => {
  const blocks = loudness(said("One two three. Four five six."));
  expect(blocks.findIndex((value) => value > 0.01)).toBeLessThanOrEqual(3);
  expect(longestPause(blocks)).toBeGreaterThan(15);
  expect(longestPause(loudness(said("One two three four five six")))).toBeLessThan(8);
  expect(said(TEXT).samples.every((value) => Math.abs(value) < 0.75)).toBe(true);
});

test.each([
  ["Cyrillic", "Маяк стоит на берегу моря."],
  ["Chinese", "灯塔站在海边。"],
  ["Arabic", "المنارة على شاطئ البحر."],
  ["a word of eighty letters", "a".repeat(80)],
  ["an emoji", "🙂"],
  ["a mark", "…"],
])("%s is heard too", (_, text) => {
  expect(Math.max(...loudness(said(text)))).toBeGreaterThan(0.05);
});

test("a question ends higher than a statement", () => {
  const ending = (text: string) => {
    const { samples, rate } = said(text);
    return pitchOf({ samples: samples.slice(-Math.round(0.33 * rate), -Math.round(0.17 * rate)), rate });
  };
  expect(ending("You know?")).toBeGreaterThan(1.15 * ending("You know."));
});
