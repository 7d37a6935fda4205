import { array, assert, constantFrom, integer, oneof, property, string } from "fast-check";
import { expect, test } from "vitest";
import { leadFrames, sizeOf } from "@/lib/render/timeline";
import { languages, narrations } from "@/tests/support/narrations";
import { cuesOf } from "./cues";
import { measureIn } from "./measure";
import { captionStyle } from "./style";
import { inOneLine, wordsOf } from "./words";

const film = sizeOf("landscape", 720);
const linesOf = (narration: string, frames = 300, size = film): string[] =>
  cuesOf(narration, frames, size).flatMap(({ lines }) => lines);
/** Spaces are where lines end, or not. */
const unspaced = (text: string): string => text.replaceAll(" ", "");

test.each(languages)("%s: every word is read, in two lines at most, and each fits", (language) => {
  const text = inOneLine(narrations[language]);
  for (const shape of ["landscape", "portrait", "square"] as const) {
    for (const height of [96, 360, 720, 1080]) {
      const size = sizeOf(shape, height);
      const cues = cuesOf(narrations[language], 300, size);
      const { fontSize, lineWidth } = captionStyle(size);
      const measure = measureIn(text, fontSize);
      const lines = cues.flatMap((cue) => cue.lines);
      expect(unspaced(lines.join(""))).toBe(unspaced(text));
      for (const cue of cues) expect([1, 2]).toContain(cue.lines.length);
      for (const line of lines) expect(measure(line)).toBeLessThanOrEqual(lineWidth * 1.02);
    }
  }
});

test("cues follow each other from the voice's first frame to its last", () => {
  for (const language of languages) {
    const cues = cuesOf(narrations[language], 250, film);
    expect(cues[0]?.fromFrame).toBe(leadFrames);
    expect(cues.at(-1)?.toFrame).toBe(leadFrames + 250);
    for (const cue of cues) expect(cue.toFrame).toBeGreaterThan(cue.fromFrame);
    expect(cues.slice(1).map(({ fromFrame }) => fromFrame)).toEqual(
      cues.slice(0, -1).map(({ toFrame }) => toFrame),
    );
  }
});

test("whatever is said, and for however long, lines stay whole and in order", () => {
  const words = array(
    oneof(string({ unit: "grapheme" }), constantFrom("a", "and", "sea.", "。", "漢字", "👩‍👩‍👧‍👦", "מים", "—")),
  );
  assert(
    property(words, integer({ min: 0, max: 2_000 }), (parts, frames) => {
      let last = leadFrames;
      for (const { fromFrame, toFrame, lines } of cuesOf(parts.join(" "), frames, film)) {
        expect(fromFrame).toBeGreaterThanOrEqual(last);
        expect(toFrame).toBeGreaterThan(fromFrame);
        expect(lines.length).toBeLessThanOrEqual(2);
        expect(lines.every((line) => line.trim() !== "")).toBe(true);
        last = toFrame;
      }
      expect(last).toBeLessThanOrEqual(leadFrames + frames);
    }),
    { numRuns: 60 },
  );
});

test("a word of 80 letters is broken into parts that are about as long", () => {
  const word = "ä".repeat(80);
  const lines = linesOf(`The ${word} end`, 300, sizeOf("portrait", 720));
  expect(lines.join("").replaceAll(/[^ä]/g, "")).toBe(word);
  const lengths = lines.map((line) => line.replaceAll(/[^ä]/g, "").length).filter(Boolean);
  expect(lengths.length).toBeGreaterThan(2);
  expect(Math.max(...lengths) - Math.min(...lengths)).toBeLessThanOrEqual(1);
});

test("what belongs to one character is never broken apart", () => {
  const family = "👩‍👩‍👧‍👦";
  const lines = linesOf(family.repeat(43));
  expect(lines.length).toBeGreaterThan(1);
  for (const line of lines) expect(line.replaceAll(family, "")).toBe("");
});

test("between words of Chinese and Japanese, no line can begin with a closing mark or end with an opening one", () => {
  for (const language of ["Japanese", "Chinese"] as const) {
    const words = wordsOf(narrations[language]).map(({ text }) => text);
    expect(words.length).toBeGreaterThan(8);
    for (const word of words) expect(word).not.toMatch(/^[、。，．」』ー？！]|[「『（]$/u);
  }
});

test("a cue ends where a sentence or a part of it ends, if it can, and no title is an end", () => {
  const cues = cuesOf(narrations.English, 450, film).map(({ lines }) => lines.join(" "));
  for (const cue of cues) expect(cue).toMatch(/[.,;”]$/);
  expect(cues.some((cue) => cue.includes("Dr. Mara"))).toBe(true);
});

test("a cue lasts as long as its words take to say, in any script, and the pause behind them is its own", () => {
  const durations = (narration: string) =>
    cuesOf(narration, 300, sizeOf("portrait", 480)).map(({ fromFrame, toFrame }) => toFrame - fromFrame);
  const [short = 0, long = 0] = durations(
    "A calm sea lay there. A very calm and wide blue sea lay right there now.",
  );
  expect(long / short).toBeGreaterThan(1.4);
  expect(long / short).toBeLessThan(2.4);
  const [first = 0, last = 0, none] = durations("A calm sea lay there. A calm sea lay there.");
  expect(none).toBeUndefined();
  expect(first / last).toBeGreaterThan(1.15);
  const [chinese = 0, latin = 0] = durations("江南的雨下了整整三天那个夜晚。 Rain fell on.");
  expect(chinese / latin).toBeGreaterThan(3);
});

test("nothing to say has no cues", () => {
  expect(cuesOf("", 100, film)).toEqual([]);
  expect(cuesOf(" \n ", 100, film)).toEqual([]);
  expect(cuesOf("The sea.", 0, film)).toEqual([]);
});

test.each([
  [
    "a chain of joined emoji",
    `Before it. ${Array.from({ length: 60 }, () => "😀").join("\u200d")} after it.`,
  ],
  ["a letter that is a whole line", "He said ﷽ and went on."],
])("%s that is wider than a line has one, and nothing behind it is left out", (_name, text) => {
  const cues = cuesOf(text, 300, { width: 170, height: 96 });
  const read = cues.flatMap(({ lines }) => lines).join("");
  expect(read.replaceAll(" ", "")).toBe(text.replaceAll(" ", ""));
});
