import { expect, test } from "vitest";
import { jobFixture } from "@/hooks/job-fixture";
import { queueSentence } from "./queue-words";

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
