import { expect, test } from "vitest";
import { changeOf, gone } from "./changes";
import { jobFixture } from "@/tests/support/job-fixture";

const training = jobFixture();

test("a new stage is told, the same stage further along is not", () => {
  const generating = jobFixture({ stage: "generating", progress: 70 });
  expect(changeOf(training, generating)).toEqual({ job: generating, what: "stage" });
  expect(changeOf(training, jobFixture({ progress: 55 }))).toBeNull();
});

test.each(["completed", "failed", "canceled"] as const)("an end is told once: %s", (status) => {
  const ended = jobFixture({ status });
  expect(changeOf(training, ended)).toEqual({ job: ended, what: status });
  expect(changeOf(ended, ended)).toBeNull();
});

test("an end of a later attempt is told again", () => {
  const again = jobFixture({ status: "failed", attempt: 2 });
  expect(changeOf(jobFixture({ status: "failed" }), again)?.what).toBe("failed");
});

test("news from an earlier attempt is no news", () => {
  expect(changeOf(jobFixture({ attempt: 2 }), jobFixture({ status: "failed" }))).toBeNull();
});

test("a job that left the active list, or is over in it, is gone", () => {
  const other = jobFixture({ id: "b" });
  expect(gone([training, other], [training])).toEqual(["b"]);
  expect(gone([training], [jobFixture({ status: "completed" })])).toEqual([training.id]);
});
