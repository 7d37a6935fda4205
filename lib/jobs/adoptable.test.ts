import { expect, test } from "vitest";
import { adoptable } from "./adoptable";
import type { Operation } from "./job";
import { jobWith, operationWith } from "./test-jobs";

const found = (
  state: Operation["state"],
  status: "failed" | "canceled" | "completed" | "processing" = "failed",
) => adoptable(jobWith({ status, operations: [operationWith({ state })] }));

test("a retry finds a result, or work that may still be under way", () => {
  expect(found("succeeded")).toBe("result");
  for (const state of ["starting", "queued", "running"] as const) expect(found(state)).toBe("work");
  expect(found("running", "canceled")).toBe("work");
});

test("a retry finds nothing where all has failed, and there is none of a job that goes on or is done", () => {
  for (const state of ["failed", "canceled", "planned", "unknown"] as const) expect(found(state)).toBeNull();
  expect(found("running", "processing")).toBeNull();
  expect(found("succeeded", "completed")).toBeNull();
});
