import { expect, test } from "vitest";
import { jobFixture } from "@/tests/support/job-fixture";
import { othersUnderWay, underWay } from "./under-way";

const job = jobFixture({ title: "Autumn", stage: "train", status: "processing" });

test("one job that is under way is told by its name and its state, several by how many", () => {
  expect(underWay([job]).name).toBe("Autumn");
  expect(underWay([job, job])).toEqual({ name: null, rest: "2 jobs developing" });
});

test("others than the one that a page is about are counted", () => {
  expect(othersUnderWay(1)).toEqual({ all: "1 other job developing", short: "1 active" });
  expect(othersUnderWay(1_200).all).toBe("1,200 other jobs developing");
});
