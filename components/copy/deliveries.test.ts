import { expect, test } from "vitest";
import type { DeliveryView } from "@/lib/jobs/endpoint-view";
import { fateOf, hearsSentence, standingOf, triesSentence } from "./deliveries";

const delivery: DeliveryView = {
  id: "one",
  jobId: null,
  type: "test",
  state: "delivered",
  tries: 1,
  status: 200,
  answer: "",
  lastTryAt: null,
  nextTryAt: null,
  createdAt: "2026-11-21T12:00:00.000Z",
};

test.each([
  [[], "Hears nothing."],
  [["job.failed"], "Hears when a job fails."],
  [["job.completed", "job.failed", "job.canceled"], "Hears when a job is done, fails or is canceled."],
] as const)("an endpoint of %j: %s", (events, sentence) => {
  expect(hearsSentence(events)).toBe(sentence);
});

test.each([
  [{}, "Answered 200 at the first try."],
  [{ tries: 3, status: 204 }, "Answered 204 at try 3."],
  [{ state: "waiting", tries: 2, status: null }, "No answer. Tried 2 times."],
  [{ state: "failed", status: 410 }, "Answered 410. Tried once, and given up."],
  [{ state: "waiting", tries: 0, status: null }, null],
  [{ state: "failed", tries: 0, status: null }, "Never sent."],
] as const)("a delivery that is %j: %s", (fields, sentence) => {
  expect(triesSentence({ ...delivery, ...fields })).toBe(sentence);
});

test("to an endpoint that is paused nothing is said to be on its way", () => {
  const waiting = { state: "waiting", tries: 2 } as const;
  expect(fateOf(waiting, false).word).toBe("Trying again");
  expect(fateOf(waiting, true).word).toBe("Waits");
  expect(fateOf({ state: "delivered", tries: 1 }, true).word).toBe("Delivered");
});

test("an endpoint that its owner paused is told from one that was turned off", () => {
  expect(standingOf({ enabled: true, disabledReason: null }).word).toBe("On");
  expect(standingOf({ enabled: false, disabledReason: null }).word).toBe("Paused");
  expect(standingOf({ enabled: false, disabledReason: "It answered 410." }).word).toBe("Turned off");
});
