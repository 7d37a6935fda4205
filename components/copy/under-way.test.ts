import { expect, test } from "vitest";
import { jobFixture } from "@/tests/support/job-fixture";
import { othersUnderWay, underWay } from "./under-way";

const job = jobFixture({ title: "Autumn", stage: "train", status: "processing" });

test("one job that is under way is told by its name and its state, several by how many", () => {
  expect(underWay([job]).name).toBe("Autumn");
  expect(underWay([job, job])).toEqual({ name: null, rest: "2 jobs developing" });
});

test("others than the one that a page is about are counted", () => {
  expect(othersUnderWay(1)).toEqual({ others: "1 other", rest: " developing" });
  expect(othersUnderWay(1_200).others).toBe("1,200 others");
});
