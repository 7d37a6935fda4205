import { expect, test } from "vitest";
import type { Announcement } from "@/lib/db/announcements";
import type { LedgerUpdate } from "@/lib/db/ledger-tail";
import { windowMs } from "./coalesce";
import { Outgoing } from "./outgoing";

/** Progress of a job, unless it says otherwise. */
function event(id: number, jobId = "a", more: Partial<LedgerUpdate> = {}): Announcement {
  const at = { id, xid: 1, jobId, userId: "ada", kind: "chat", timestamp: id, attempt: 1, job: null };
  return {
    id,
    row: { ...at, event: "progress", status: "processing", stage: "answering", progress: 1, ...more },
  };
}

const idsOf = (due: { updates: Array<{ id: number }>; told: number[] }) => ({
  updates: due.updates.map(({ id }) => id),
  told: due.told.toSorted((a, b) => a - b),
});

test("an event that another one replaced is told by that, and none before", () => {
  const outgoing = new Outgoing();
  expect(idsOf(outgoing.offer([event(1), event(2), event(3)], 0))).toEqual({ updates: [1], told: [1] });
  expect(outgoing.dueAt).toBe(windowMs);
  expect(idsOf(outgoing.offer([event(4, "b")], 10))).toEqual({ updates: [3, 4], told: [2, 3, 4] });
  expect(outgoing.dueAt).toBe(Infinity);
});

test("what is held is told when it is due, without anything new", () => {
  const outgoing = new Outgoing();
  outgoing.offer([event(1), event(2)], 0);
  expect(idsOf(outgoing.offer([], windowMs - 1))).toEqual({ updates: [], told: [] });
  expect(idsOf(outgoing.offer([], windowMs))).toEqual({ updates: [2], told: [2] });
});

test("an event that cannot be read is told with what comes, and keeps nothing back", () => {
  const outgoing = new Outgoing();
  expect(idsOf(outgoing.offer([{ id: 1, row: null }], 0))).toEqual({ updates: [], told: [1] });
  expect(idsOf(outgoing.offer([{ id: 2, row: null }, event(3)], 0))).toEqual({ updates: [3], told: [2, 3] });
});

test("an event that comes again while it is held replaces nothing newer", () => {
  const outgoing = new Outgoing();
  outgoing.offer([event(1), event(2), event(3)], 0);
  outgoing.offer([event(2)], 10);
  expect(idsOf(outgoing.offer([], windowMs))).toEqual({ updates: [3], told: [2, 3] });
});

test("an event that somebody else had lost comes late, and replaces nothing newer", () => {
  const outgoing = new Outgoing();
  outgoing.offer([event(1), event(5)], 0);
  const late = event(3, "a", { status: "failed", event: "failed" });
  expect(idsOf(outgoing.offer([late], 10)).updates).toEqual([3]);
  expect(idsOf(outgoing.offer([], windowMs))).toEqual({ updates: [5], told: [3, 5] });
});
