import { describe, expect, test } from "vitest";
import type { Job, Operation } from "./job";
import { progressOf } from "./progress";
import {
  at,
  finishedPicture,
  jobWith,
  minutes,
  noon,
  operationWith,
  savedPicture,
} from "@/tests/support/sample-jobs";
import { picture, profile, slots, trained } from "@/tests/support/sample-jobs";

function progress(
  step: "training" | "generating",
  operations: Operation[],
  now = noon,
  fields: Partial<Job> = {},
) {
  const found = profile.steps.find((each) => each.name === step);
  return found && progressOf(jobWith({ operations, ...fields }), profile, found, slots, now);
}

describe("progress", () => {
  test("follows what the provider reports", () => {
    expect(progress("training", [operationWith({ progress: 50 })])).toBe(30);
  });

  test("follows the provider's forecast where it reports none, else the usual time", () => {
    expect(progress("training", [operationWith({ expectedAt: at(2 * minutes) })], at(minutes))).toBe(30);
    expect(progress("training", [operationWith()], at(3 * minutes))).toBe(30);
  });

  test("of work that an earlier attempt left spoilt begins anew, and waits with its provider", () => {
    const spoilt = operationWith({ state: "canceled" });
    expect(progress("training", [spoilt], noon, { attempt: 2 })).toBe(0);
    const queued = operationWith({ attempt: 2, state: "queued" });
    expect(progress("training", [spoilt, queued], at(10 * minutes), { attempt: 2 })).toBe(0);
  });

  test("of unfinished work never reaches the end of its stage, whatever clock or provider say", () => {
    for (const fields of [{}, { progress: 100 }, { expectedAt: noon }, { expectedAt: at(-minutes) }]) {
      expect(progress("training", [operationWith(fields)], at(600 * minutes))).toBe(57);
    }
  });

  test("is not below the stages behind it, even by a clock that goes back", () => {
    expect(progress("generating", [trained, picture(0)], at(-10 * minutes))).toBe(60);
  });

  test("of what is only planned or being started is none", () => {
    const states = ["planned", "starting", "unknown"] as const;
    for (const state of states) expect(progress("training", [operationWith({ state })], at(minutes))).toBe(0);
  });

  test("grows with every picture that is saved or spoilt, and is below 100 with all of them", () => {
    const made = [savedPicture(0), savedPicture(1), picture(2, { state: "failed" })];
    const steps = [0, 1, 2].map((count) =>
      progress("generating", [trained, ...made.slice(0, count + 1)], noon),
    );
    expect(steps).toEqual([72, 84, 97]);
  });

  test("of a picture that is finished but not saved is less than of a saved one", () => {
    const all = [0, 1, 2].map((slot) => finishedPicture(slot));
    expect(progress("generating", [trained, ...all])).toBe(95);
  });
});
