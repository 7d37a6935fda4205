import { expect, test } from "vitest";
import { ledgerPageRows, type JobEventView } from "@/lib/jobs/job-view";
import { mergeEvents, readOn } from "./use-job-events";

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

test("a ledger of more rows than one answer holds is read to its end, and no row is asked for twice", async () => {
  const rows = Array.from({ length: 2 * ledgerPageRows + 3 }, (_, at) => event(at + 1));
  const asked: (number | undefined)[] = [];
  const ask = (after = 0) => {
    asked.push(after);
    return Promise.resolve({ items: rows.filter(({ id }) => id > after).slice(0, ledgerPageRows) });
  };
  expect(await readOn([], ask)).toEqual(rows);
  expect(asked).toEqual([0, ledgerPageRows, 2 * ledgerPageRows]);
  const known = rows.slice();
  expect(await readOn(known, ask)).toBe(known);
  expect(asked).toHaveLength(4);
});
