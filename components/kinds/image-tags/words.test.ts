import { expect, test } from "vitest";
import type { JobView } from "@/lib/jobs/job-view";
import { jobFixture } from "@/tests/support/job-fixture";
import { imageTagsWords } from "./words";

const job = (status: JobView["status"], details: Record<string, number>): JobView =>
  jobFixture({ kind: "image_tags", status, input: { count: 1_240 }, details: { total: 1_240, ...details } });

test("under way it says how many images, how many are done once somebody knows, and at what price", () => {
  expect(imageTagsWords.developed(job("processing", { done: 122 }))).toBe(
    "Tagging 1,240 images · 122 done · Batch API, half the price",
  );
  expect(imageTagsWords.developed(job("processing", { done: 0 }))).toBe(
    "Tagging 1,240 images · Batch API, half the price",
  );
});

test("at its end it says what became of every image, and names nothing that did not happen", () => {
  expect(imageTagsWords.developed(job("completed", { tagged: 1_200, failed: 3, left: 37 }))).toBe(
    "1,200 of 1,240 images tagged, 3 failed, 37 left",
  );
  expect(imageTagsWords.developed(job("completed", { tagged: 1_240 }))).toBe("1,240 images tagged");
});

test("a job of the record whose details are unknown is still told by its number of images", () => {
  const bare = jobFixture({ kind: "image_tags", status: "pending", input: { count: 1 }, details: null });
  expect(imageTagsWords.developed(bare)).toBe("1 image · Batch API, half the price");
});
