import { expect, test } from "vitest";
import { jobFixture } from "@/tests/support/job-fixture";
import { sceneFixture, storyFixture, thereFixture } from "@/tests/support/story-fixture";
import { cardActs } from "./card-acts";

const error = (retryable: boolean) => ({ ...jobFixture().error, retryable }) as never;

test("what is under way is asked about, and can be canceled", () => {
  for (const status of ["pending", "processing"] as const)
    expect(cardActs(jobFixture({ status }))).toEqual({ first: "check", rest: ["cancel"] });
});

test("what is done is taken along, or looked at where there is no file", () => {
  const done = jobFixture({ status: "completed", adoptable: null });
  expect(cardActs({ ...done, resultUrls: ["/a.png"] })).toEqual({ first: "download", rest: ["another"] });
  expect(cardActs({ ...done, resultUrls: [] })).toEqual({ first: "open", rest: ["another"] });
});

test("what failed is tried again where that may help, else begun anew, and asked about where work may still be under way", () => {
  const failed = jobFixture({ status: "failed", adoptable: null });
  expect(cardActs({ ...failed, error: error(true) })).toEqual({ first: "retry", rest: ["another"] });
  expect(cardActs({ ...failed, error: error(false) })).toEqual({ first: "another", rest: [] });
  expect(cardActs({ ...failed, error: error(false), adoptable: "result" }).first).toBe("retry");
  expect(cardActs({ ...failed, error: error(true), adoptable: "work" })).toEqual({
    first: "retry",
    rest: ["check", "another"],
  });
  expect(cardActs(jobFixture({ status: "canceled", adoptable: "work" }))).toEqual({
    first: "retry",
    rest: ["check", "another"],
  });
});

test("a kind that is not known is not begun anew", () => {
  const strange = jobFixture({ status: "failed", kind: "tapestry", adoptable: null });
  expect(cardActs({ ...strange, error: error(false) })).toEqual({ first: "open", rest: [] });
  expect(cardActs({ ...strange, error: error(true) })).toEqual({ first: "retry", rest: [] });
});

test("a story with a scene that was refused is looked at: its page has that scene alone made anew", () => {
  const refused = sceneFixture(2, {
    picture: { ...thereFixture("picture"), state: "spoilt", reason: "rejected" },
  });
  const story = storyFixture(
    { scenes: [sceneFixture(1), refused] },
    { status: "failed", adoptable: "part", error: error(false) },
  );
  expect(cardActs(story)).toEqual({ first: "open", rest: ["another"] });
  expect(cardActs({ ...story, error: error(true) }).first).toBe("retry");
});
