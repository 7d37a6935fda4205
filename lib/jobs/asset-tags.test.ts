import { expect, test } from "vitest";
import { AssetTags } from "./asset-tags";

test("tags are trimmed, in small letters, each once, and in the order given", () => {
  expect(AssetTags.parse([" Sea ", "sea", "SAND", "two \t\n words", "E\u0301te\u0301", "été"])).toEqual([
    "sea",
    "sand",
    "two words",
    "été",
  ]);
  expect(AssetTags.parse([])).toEqual([]);
});

test("a tag has 1 to 40 characters, however many bytes these are", () => {
  expect(AssetTags.safeParse(["🌊".repeat(40)]).success).toBe(true);
  for (const tag of ["", "  ", "\u200b", "a".repeat(41), "🌊".repeat(41)]) {
    expect(AssetTags.safeParse([tag]).error?.issues[0]?.message).toBe("A tag has 1 to 40 characters.");
  }
});

test.each(["\0", "a\u0007", "\ud800", 5, null, ["a"]])("%j is no tag", (tag) => {
  expect(AssetTags.safeParse([tag]).success).toBe(false);
});

test("an image has at most 50 tags, whatever repeats among them", () => {
  const tags = Array.from({ length: 50 }, (_, index) => `tag ${index}`);
  expect(AssetTags.parse([...tags, "TAG 0", "tag 1 "])).toEqual(tags);
  expect(AssetTags.safeParse([...tags, "one more"]).success).toBe(false);
});
