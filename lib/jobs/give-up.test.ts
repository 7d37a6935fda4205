import { describe, expect, test } from "vitest";
import type { Operation } from "./job";
import {
  at,
  decided,
  finishedPicture,
  foundWith,
  jobWith,
  operationWith,
  picture,
  pictures,
  profile,
  savedPicture,
  trained,
} from "@/tests/support/sample-jobs";

const endMs = profile.deadlineMs + profile.graceMs;
const job = (operations: Operation[]) => jobWith({ status: "processing", stage: "generating", operations });
/** A shoot whose first picture is this one, and whose others are saved. */
const allBut = (first: Operation) =>
  job([trained, first, ...Array.from({ length: pictures - 1 }, (_, n) => savedPicture(n + 1))]);
const endOf = (before: ReturnType<typeof job>, now = at(endMs)) => decided(before, foundWith({}), now);

describe("past deadline and grace, a job of which some may fail is completed with what it has", () => {
  test("and what still runs is spoilt, with the reason", () => {
    const change = endOf(allBut(picture(0)));
    expect(change).toMatchObject({ status: "completed", error: null, progress: 100 });
    expect(change.operations).toMatchObject([{ slot: 0, state: "failed", error: { code: "timed_out" } }]);
    expect(change.events.map(({ type }) => type)).toEqual(["spoilt", "completed"]);
  });

  test("where what is missing could not be copied, could not be started, or was never begun", () => {
    const late = (first: Operation) => endOf(allBut(first)).operations[0]?.error?.code;
    expect(late(finishedPicture(0))).toBe("result_unavailable");
    expect(late(picture(0, { state: "planned" }))).toBe("timed_out");
    expect(endOf(job([trained, savedPicture(0)]))).toMatchObject({ status: "completed", operations: [] });
  });

  test("but not before", () => {
    expect(endOf(allBut(picture(0)), at(endMs - 1))).toMatchObject({ status: "processing", operations: [] });
  });

  test("and fails where it has nothing, or where the step before is not over", () => {
    const late = { status: "failed", error: { code: "timed_out" } };
    expect(endOf(job([trained, picture(0)]))).toMatchObject(late);
    expect(endOf(job([operationWith(), savedPicture(0)]))).toMatchObject(late);
  });
});
