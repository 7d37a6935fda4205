import { expect, test, vi } from "vitest";
import { filmEstimate, longestStory, wordsIn } from "./length";

test("words are counted, also where nobody puts spaces between them", () => {
  expect(wordsIn("Two words, and four more.")).toBe(5);
  expect(wordsIn("灯台守は船を見た")).toBeGreaterThan(2);
  expect(wordsIn("… !? …")).toBe(0);
});

test("no story that is too long is counted", () => {
  const segment = vi.spyOn(Intl.Segmenter.prototype, "segment");
  expect(wordsIn("a".repeat(longestStory))).toBe(1);
  expect(segment).toHaveBeenCalledOnce();
  expect(wordsIn("a".repeat(longestStory + 1))).toBeNull();
  expect(segment).toHaveBeenCalledOnce();
  expect(filmEstimate(null, 3)).toBeNull();
  segment.mockRestore();
});

test.each([
  [30, null, 3],
  [200, null, 5],
  [4_000, null, 12],
  [200, 9, 9],
])(
  "a longer story has more scenes, from three to twelve, unless so many were asked for",
  (words, asked, scenes) => {
    expect(filmEstimate(words, asked)?.scenes).toBe(scenes);
  },
);

test("no film is longer than its scenes can tell, nor shorter than they need", () => {
  const short = filmEstimate(2, 3);
  const long = filmEstimate(4_000, 3);
  expect(short?.lowMs).toBeGreaterThan(15_000);
  expect(long?.highMs).toBeLessThan(100_000);
  expect(filmEstimate(0, 3)).toBeNull();
});
