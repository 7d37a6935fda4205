import { expect, test } from "vitest";
import { jobFixture } from "@/tests/support/job-fixture";
import { underWay } from "./under-way";

const job = jobFixture({ title: "Autumn", stage: "train", status: "processing" });

test("one job that is under way is told by its name and its state, several by how many", () => {
  expect(underWay([job], true).name).toBe("Autumn");
  expect(underWay([job, job], false)).toEqual({ name: null, rest: "2 jobs developing" });
  expect(underWay([job, job, job], true)).toEqual({ name: null, rest: "3 other jobs developing" });
});
