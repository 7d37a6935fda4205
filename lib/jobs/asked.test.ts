import { describe, expect, test } from "vitest";
import { judged } from "./asked";
import type { Makes, StepProfile } from "./kind-profile";
import type { Outcome } from "./outcome";

const step = (fields: Partial<StepProfile>): StepProfile => ({
  name: "making",
  label: "Making it",
  doneLabel: "Made it",
  partial: false,
  intervalMs: 5_000,
  usual: { p50Ms: 1, p90Ms: 2 },
  progressAtEnd: 97,
  ...fields,
});
const training = step({});
const files = [{ url: "https://cdn.test/one.jpg", expiresAt: null }];
const making = (makes: Makes) => step({ makes });
const done = (fields: object): Outcome => ({
  type: "observed",
  observation: { state: "succeeded", files: [], ...fields },
});
const noResult = (message: string) => ({
  type: "observed",
  observation: { state: "failed", error: { code: "no_result", message, retryable: true, charged: true } },
});

describe("work that ended well counts as a result", () => {
  test("where it has what its step makes: files, or words", () => {
    expect(judged(done({ files }), making("pictures"), 0)).toEqual(done({ files }));
    expect(judged(done({ text: "Paris." }), making("words"), 0)).toEqual(done({ text: "Paris." }));
  });

  test("where its step makes nothing that is shown, whatever it has", () => {
    expect(judged(done({}), training, 0)).toEqual(done({}));
    expect(judged(done({ files }), undefined, 0)).toEqual(done({ files }));
  });

  test("with the words alone, where words were asked for", () => {
    expect(judged(done({ text: "Paris.", files }), making("words"), 0)).toEqual(done({ text: "Paris." }));
  });
});

describe("work that ended well without what was asked for has failed", () => {
  test("and says what the provider says instead, without its links", () => {
    const said = done({ text: "I would draw it like this: https://example.test/sketch?key=1" });
    expect(judged(said, making("pictures"), 0)).toEqual(
      noResult("The provider finished without a result. It says: I would draw it like this: (link)"),
    );
  });

  test("where all it has is a still of the film", () => {
    const still = [{ url: "https://cdn.test/still.jpg", expiresAt: null, isPoster: true }];
    expect(judged(done({ files: still }), making("pictures"), 0)).toEqual(
      noResult("The provider finished without a result."),
    );
  });

  test("where its words are none, or ended before they began", () => {
    expect(judged(done({ text: " \n" }), making("words"), 0)).toEqual(
      noResult("The provider finished without a result."),
    );
    expect(judged(done({ isCutShort: true }), making("words"), 0)).toEqual(
      noResult("The provider reached its length limit before it had anything to show."),
    );
  });

  test("also where the create call itself, or a look-up, says that it is done", () => {
    for (const type of ["started", "found"] as const) {
      const outcome: Outcome = { type, ref: "one", observation: { state: "succeeded", files: [] } };
      expect(judged(outcome, making("pictures"), 0)).toMatchObject({
        type,
        ref: "one",
        observation: { state: "failed" },
      });
    }
  });
});

test("a start nobody can find out about spoils its piece where others may go on, and else is for a person", () => {
  expect(judged({ type: "unprovable" }, step({ partial: true }), 0)).toMatchObject({
    type: "refused",
    error: { code: "start_unknown", charged: null },
  });
  expect(judged({ type: "unprovable" }, training, 0)).toEqual({ type: "unprovable" });
});
