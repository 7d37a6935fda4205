import { expect, test } from "vitest";
import { storyFixture } from "@/tests/support/story-fixture";
import { ApiError } from "./api";
import { remadeAfter } from "./use-remake";

const asked = { scene: 2, attempt: 1, change: { narration: "Other words." } };
const lost = new ApiError("We cannot reach Darkroom just now.", 0, "unreachable");
const meanwhile = new ApiError("It was changed in the meantime.", 409, "changed_meanwhile");
const recordOf = (attempt: number, edits: unknown = {}) => storyFixture({}, { attempt, input: { edits } });
const own = { 2: { narration: "Other words.", picturePrompt: "A boat" } };

test("what has begun, though its answer was lost or it was sent twice, is not asked for again", () => {
  expect(remadeAfter(lost, asked, recordOf(2, own))).toEqual({ hasBegun: true });
  expect(remadeAfter(meanwhile, asked, recordOf(2, own))).toEqual({ hasBegun: true });
});

test("somebody else's change is said to be one, and the next press is for what is known by then", () => {
  for (const record of [
    recordOf(2),
    recordOf(2, { 2: { narration: "No." } }),
    recordOf(2, null),
    recordOf(3, own),
  ]) {
    expect(remadeAfter(meanwhile, asked, record)).toEqual({
      hasBegun: false,
      attempt: record.attempt,
      problem: `This story was changed in the meantime, and is at attempt ${record.attempt} by now. Nothing was begun by this.`,
    });
  }
});

test("where nothing has changed it is told why it did not begin, and where nobody knows, that", () => {
  const refused = new ApiError("Too many at once.", 429, "limit");
  expect(remadeAfter(refused, asked, recordOf(1))).toEqual({
    hasBegun: false,
    attempt: 1,
    problem: "Too many at once.",
  });
  expect(remadeAfter(lost, asked, recordOf(1, own))).toMatchObject({ hasBegun: false });
  expect(remadeAfter(lost, asked, null)).toMatchObject({
    attempt: 1,
    problem: expect.stringMatching(/may have begun .* not begun twice/),
  });
  expect(remadeAfter(refused, asked, null)).toMatchObject({ problem: "Too many at once." });
});
