import { expect, test } from "vitest";
import { jobFixture } from "@/tests/support/job-fixture";
import { othersUnderWay, underWay } from "./under-way";

const job = jobFixture({ title: "Autumn", stage: "train", status: "processing" });

test("one job that is under way is told by its name and its state, several by how many", () => {
  expect(underWay([job]).name).toBe("Autumn");
  expect(underWay([job, job])).toEqual({ name: null, rest: "2 jobs developing" });
});

test("others than the one that a page is about are so many more, and words after it", () => {
  expect(othersUnderWay(1)).toEqual({
    figure: "1 more",
    rest: " job developing",
    all: "1 more job developing",
  });
  const { figure, rest, all } = othersUnderWay(1_200);
  expect(figure + rest).toBe(all);
  expect(all).toBe("1,200 more jobs developing");
});
