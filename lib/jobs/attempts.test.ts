import { expect, test } from "vitest";
import { attemptsOf, isBrief, tookInAll, tookOne, tookStep } from "./attempts";
import { jobFixture } from "@/tests/support/job-fixture";
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
/** What is told of attempts, and of their rows the types alone. */
const plain = (events: JobEventView[]) =>
  attemptsOf(events).map(({ events: rows, ...rest }) => ({ ...rest, rows: rows.map(({ type }) => type) }));
const at = (second: number) => event("", "pending", second).createdAt;

test("each attempt begins with its work, and ends as the ledger says", () => {
  const events = [
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
  ];
  expect(plain(events)).toEqual([
    {
      number: 1,
      askedAt: at(0),
      beganAt: at(2),
      endedAt: at(10),
      status: "failed",
      reason: "The server had an error.",
      isAutomatic: false,
      rows: ["created", "started", "spoilt", "retrying"],
    },
    {
      number: 2,
      askedAt: at(10),
      beganAt: at(20),
      endedAt: at(25),
      status: "failed",
      reason: "Not this.",
      isAutomatic: true,
      rows: ["started", "failed", "late_result"],
    },
    {
      number: 3,
      askedAt: at(50),
      beganAt: at(51),
      endedAt: at(58),
      status: "completed",
      reason: null,
      isAutomatic: false,
      rows: ["retried", "started", "completed"],
    },
  ]);
  expect(tookInAll(jobFixture({ attempt: 2 }), attemptsOf(events))).toBe(20_000);
});

test("one that is under way has no end, and one in line has only been asked for", () => {
  const begun = [
    event("created", "pending", 0),
    event("canceled", "canceled", 4),
    event("retried", "pending", 9),
  ];
  expect(attemptsOf(begun)).toMatchObject([
    { number: 1, beganAt: at(0), endedAt: at(4), status: "canceled", reason: null },
    { number: 2, askedAt: at(9), beganAt: at(9), endedAt: null, status: "pending", reason: null },
  ]);
  const running = attemptsOf([...begun, event("started", "processing", 12)]);
  expect(running[1]).toMatchObject({ beganAt: at(12), endedAt: null, status: "processing" });
  expect(tookInAll(jobFixture({ attempt: 2 }), running)).toBe(4_000);
});

test("no row is lost, whatever a ledger begins with, and one that goes on by itself is there before its first row", () => {
  const events = [
    event("webhook_late", "pending", 0),
    event("started", "processing", 1),
    event("retrying", "pending", 5),
  ];
  expect(plain(events).map(({ rows }) => rows)).toEqual([["webhook_late", "started", "retrying"], []]);
  expect(attemptsOf(events)[1]).toMatchObject({ number: 2, askedAt: at(5), isAutomatic: true });
});

test("a job of one attempt took what that took, from when its work began, by its record and in every place", () => {
  const ended = [
    event("created", "pending", 0),
    event("started", "processing", 2),
    event("completed", "completed", 9),
  ];
  const [attempt] = attemptsOf(ended);
  const job = jobFixture({
    status: "completed",
    createdAt: at(0),
    startedAt: new Date(Date.parse(at(2)) + 140).toISOString(),
    completedAt: at(9),
    updatedAt: at(50),
  });
  expect(tookInAll(job, null)).toBe(6_900);
  expect(attempt && tookOne(attempt, job, null)).toBe(6_900);
  expect(tookInAll({ ...job, startedAt: null }, null)).toBe(9_000);
  expect(tookInAll({ ...job, attempt: 2 }, null)).toBeNull();
});

test("no step takes longer than its job, whose clock is another", () => {
  const later = (time: string, ms: number) => new Date(Date.parse(time) + ms).toISOString();
  const job = jobFixture({ status: "failed", startedAt: later(at(0), 110), completedAt: later(at(1), 690) });
  expect(tookInAll(job, null)).toBe(1_500);
  expect(tookStep(later(at(0), 90), 1_610, job)).toBe(1_500);
  expect(tookStep(at(1), 400, job)).toBe(400);
  expect(tookStep(at(1), 400, { startedAt: null, completedAt: null })).toBe(400);
});

test("an attempt that is under way has taken the time since its work began, one in line since it was asked for", () => {
  const job = jobFixture({ status: "processing" });
  const [running] = attemptsOf([event("created", "pending", 0), event("started", "processing", 2)]);
  const [waiting] = attemptsOf([event("created", "pending", 3)]);
  expect(running && tookOne(running, job, Date.parse(at(12)))).toBe(10_000);
  expect(waiting && tookOne(waiting, job, Date.parse(at(12)))).toBe(9_000);
  expect(running && tookOne(running, job, Date.parse(at(1)))).toBe(0);
});

test("only what was stopped at once, in its only attempt, is brief", () => {
  const stopped = { status: "canceled", startedAt: at(0), completedAt: at(1) } as const;
  expect(isBrief(jobFixture(stopped))).toBe(true);
  expect(isBrief(jobFixture({ ...stopped, status: "failed" }))).toBe(true);
  expect(isBrief(jobFixture({ ...stopped, completedAt: at(2) }))).toBe(false);
  expect(isBrief(jobFixture({ ...stopped, attempt: 2 }))).toBe(false);
  expect(isBrief(jobFixture({ ...stopped, status: "completed" }))).toBe(false);
});
