import { expect, test } from "vitest";
import { adoptable } from "./adoptable";
import type { Job, Operation } from "./job";
import { finishedPicture, jobWith, operationWith, picture, trained } from "@/tests/support/sample-jobs";

const found = (operations: Operation[], status: Job["status"] = "failed") =>
  adoptable(jobWith({ status, operations }), { step: "generating", count: 2 });

test("a retry finds the whole result, work under way, or a part of what is needed", () => {
  expect(found([trained, finishedPicture(0), finishedPicture(1)])).toBe("result");
  expect(found([trained, finishedPicture(0), picture(1)])).toBe("work");
  expect(found([operationWith({ state: "queued" })], "canceled")).toBe("work");
  expect(found([trained, finishedPicture(0)])).toBe("part");
  expect(found([trained], "canceled")).toBe("part");
});

test("a retry finds nothing where all has failed, and there is none of a job that goes on or is done", () => {
  for (const state of ["failed", "canceled", "planned", "unknown", "starting"] as const) {
    expect(found([operationWith({ state })])).toBeNull();
  }
  expect(found([operationWith()], "processing")).toBeNull();
  expect(found([finishedPicture(0), finishedPicture(1)], "completed")).toBeNull();
});

test("what we make ourselves is no work under way: it ended with its job", () => {
  const piece = operationWith({ step: "joining", provider: null, state: "running" });
  expect(found([trained, piece], "canceled")).toBe("part");
  expect(found([piece], "canceled")).toBeNull();
});
