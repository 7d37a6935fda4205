import { expect, test } from "vitest";
import { attemptsOf, tookTogether } from "./attempts";
import type { JobEventView } from "./job-view";
import type { JobStatus } from "./status";

let id = 0;
const event = (
  type: string,
  status: JobStatus,
  second: number,
  detail: Record<string, unknown> = {},
): JobEventView => ({
  id: ++id,
  type,
  status,
  stage: null,
  progress: 0,
  source: "step",
  detail,
  providerLabel: null,
  createdAt: new Date(Date.UTC(2026, 10, 21, 12, 0, second)).toISOString(),
});
const at = (second: number) => event("", "pending", second).createdAt;

test("each attempt begins with its work, and ends as the ledger says", () => {
  const attempts = attemptsOf([
    event("created", "pending", 0),
    event("started", "processing", 2),
    event("spoilt", "processing", 9, { message: "a picture" }),
    event("retrying", "pending", 10, { message: "Attempt 1 failed: The server had an error." }),
    event("started", "processing", 20),
    event("failed", "failed", 25, { code: "moderation", message: "Not this." }),
    event("late_result", "failed", 40),
    event("retried", "pending", 50, { attempt: 3 }),
    event("started", "processing", 51),
    event("completed", "completed", 58),
  ]);
  expect(attempts).toEqual([
    { number: 1, beganAt: at(2), endedAt: at(10), status: "failed", reason: "The server had an error." },
    { number: 2, beganAt: at(20), endedAt: at(25), status: "failed", reason: "Not this." },
    { number: 3, beganAt: at(51), endedAt: at(58), status: "completed", reason: null },
  ]);
  expect(tookTogether(attempts)).toBe(20_000);
});

test("one that is under way has no end, and one in line has only been asked for", () => {
  const begun = [
    event("created", "pending", 0),
    event("canceled", "canceled", 4),
    event("retried", "pending", 9),
  ];
  expect(attemptsOf(begun)).toEqual([
    { number: 1, beganAt: at(0), endedAt: at(4), status: "canceled", reason: null },
    { number: 2, beganAt: at(9), endedAt: null, status: "pending", reason: null },
  ]);
  const running = attemptsOf([...begun, event("started", "processing", 12)]);
  expect(running[1]).toMatchObject({ beganAt: at(12), endedAt: null, status: "processing" });
  expect(tookTogether(running)).toBe(4_000);
});
