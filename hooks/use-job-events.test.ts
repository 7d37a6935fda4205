import { expect, test } from "vitest";
import type { JobEventView } from "@/lib/jobs/job-view";
import { mergeEvents } from "./use-job-events";

const event = (id: number): JobEventView => ({
  id,
  type: "checked",
  status: "processing",
  stage: "training",
  progress: 10,
  source: "browser",
  providerLabel: null,
  detail: {},
  createdAt: "2026-11-21T12:00:00.000Z",
});

test("every row of the ledger appears once, in its order, whatever order answers come in", () => {
  const merged = mergeEvents([event(1), event(3)], [event(3), event(2)]);
  expect(merged.map(({ id }) => id)).toEqual([1, 2, 3]);
});

test("nothing new leaves the ledger as it is", () => {
  const known = [event(1)];
  expect(mergeEvents(known, [event(1)])).toBe(known);
});
