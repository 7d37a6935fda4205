import { describe, expect, test } from "vitest";
import { isTerminal, jobStatuses, type JobStatus, transition, transitions, type StatusEvent } from "./status";

const events: readonly StatusEvent[] = [
  "start",
  "complete",
  "fail",
  "cancel",
  "auto_retry",
  "retry",
  "revise",
];
const pairs = jobStatuses.flatMap((status) => events.map((event) => ({ status, event })));

describe("the transition table", () => {
  test("answers every event in every status, with a status or with nothing", () => {
    for (const { status, event } of pairs) {
      expect([null, ...jobStatuses]).toContain(transition(status, event));
    }
    expect(Object.keys(transitions).toSorted()).toEqual(jobStatuses.toSorted());
  });

  test("a terminal status is left by a person's verb alone, and a completed one only by a revision", () => {
    const ways = pairs.filter(
      ({ status, event }) => isTerminal(status) && transition(status, event) !== null,
    );
    expect(ways).toEqual([
      { status: "completed", event: "revise" },
      { status: "failed", event: "retry" },
      { status: "failed", event: "revise" },
      { status: "canceled", event: "retry" },
      { status: "canceled", event: "revise" },
    ]);
  });

  test("a retry is for what has ended only, and begins anew", () => {
    for (const event of ["retry", "revise"] as const) {
      expect(transition("failed", event)).toBe("pending");
      expect(transition("pending", event)).toBeNull();
      expect(transition("processing", event)).toBeNull();
    }
  });

  test("every status can be reached from pending", () => {
    const reached = new Set<JobStatus>(["pending"]);
    for (const status of reached) {
      for (const event of events) {
        const next = transition(status, event);
        if (next) reached.add(next);
      }
    }
    expect([...reached].toSorted()).toEqual(jobStatuses.toSorted());
  });
});

test("completed, failed and canceled are terminal, pending and processing are not", () => {
  expect(jobStatuses.filter(isTerminal)).toEqual(["completed", "failed", "canceled"]);
});
