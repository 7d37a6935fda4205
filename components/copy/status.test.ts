import { expect, test } from "vitest";
import { jobFixture } from "@/tests/support/job-fixture";
import { accuracySentence, badgeOf, queueSentence } from "./status";

const waiting = (place: number, limit: "yours" | "provider") =>
  jobFixture({ kind: "sora", provider: "fal", status: "pending", queue: { place, limit } });

test.each([
  [waiting(1, "yours"), "Next in line. Starts when one of your running videos ends."],
  [waiting(2, "provider"), "2nd in line. Starts when fal has room."],
  [waiting(3, "yours"), "3rd in line. Starts when one of your running videos ends."],
  [waiting(11, "provider"), "11th in line. Starts when fal has room."],
  [waiting(22, "provider"), "22nd in line. Starts when fal has room."],
])("a job that waits for its turn says its place and what it waits for", (job, sentence) => {
  expect(queueSentence(job)).toBe(sentence);
});

test("a job that waits for no turn, or is over, has no place", () => {
  expect(queueSentence(jobFixture())).toBeNull();
  expect(queueSentence({ ...waiting(1, "yours"), status: "canceled" })).toBeNull();
});

test.each([
  [{ right: 9, of: 10 }, "Done by then 9 times in 10 so far."],
  [{ right: 17, of: 20 }, "Done by then 9 times in 10 so far."],
  [{ right: 99, of: 100 }, "Done by then 9 times in 10 so far."],
  [{ right: 1, of: 100 }, "Done by then once in 10 so far."],
  [{ right: 12, of: 12 }, "Done by then every time so far."],
  [{ right: 0, of: 12 }, "Not once done by then so far."],
])("a forecast is said to be as good as it was, never better: %o", (accuracy, sentence) => {
  expect(accuracySentence(accuracy)).toBe(sentence);
});

test("of a few jobs no rate is made", () => {
  expect(accuracySentence({ right: 9, of: 9 })).toBeNull();
  expect(accuracySentence(null)).toBeNull();
});

test.each([
  [{ status: "processing", stage: "training" }, "Training", "active"],
  [{ status: "processing", stage: "assets" }, "Pictures and voices", "active"],
  [{ status: "processing", stage: "training", overdue: true }, "Overdue", "warm"],
  [{ status: "pending", overdue: true, queue: { place: 2, limit: "yours" } }, "Waiting", "plain"],
  [{ status: "failed" }, "Failed", "fail"],
  [{ status: "failed", adoptable: "work" }, "Failed", "fail"],
  [{ status: "failed", adoptable: "part" }, "Partly done", "warm"],
  [{ status: "canceled", adoptable: "part" }, "Canceled", "plain"],
] as const)("the badge says what is so: %o: %s", (fields, word, tone) => {
  expect(badgeOf(jobFixture(fields))).toEqual({ word, tone });
});
