import { expect, test } from "vitest";
import { layOut, sheetLayouts, type Layout } from "./columns";

/** How many frames each row has; a row that is not full is a hole. */
function rowsIn({ columns, spans }: Layout): number[] {
  const rows: number[] = [];
  let [taken, frames] = [0, 0];
  for (const span of spans) {
    [taken, frames] = [taken + span, frames + 1];
    if (taken > columns) throw new Error("a frame lies over the edge");
    if (taken < columns) continue;
    rows.push(frames);
    [taken, frames] = [0, 0];
  }
  if (taken > 0) throw new Error(`a row of ${columns} ends after ${taken}`);
  return rows;
}

test("eight pictures lie in two, four or eight columns, never in three", () => {
  const { narrow, wide } = sheetLayouts(8, true);
  expect([rowsIn(narrow), rowsIn(wide)]).toEqual([
    [2, 2, 2, 2],
    [4, 4],
  ]);
  expect(rowsIn(sheetLayouts(8, false).narrow)).toEqual([4, 4]);
});

test("no sheet has a hole, however many frames there are, and no frame is alone in its row", () => {
  for (let count = 2; count <= 60; count += 1) {
    for (const large of [true, false]) {
      for (const layout of Object.values(sheetLayouts(count, large))) {
        const rows = rowsIn(layout);
        expect(rows.reduce((sum, each) => sum + each, 0)).toBe(count);
        expect(Math.min(...rows)).toBeGreaterThan(1);
        expect(Math.max(...rows) - Math.min(...rows)).toBeLessThanOrEqual(1);
        // Between more columns than that there are gaps of more than a small screen's width.
        expect(layout.columns).toBeLessThanOrEqual(42);
      }
    }
  }
});

test("seven lie as four and three", () => {
  expect(rowsIn(layOut(7, [4, 3, 5]))).toEqual([4, 3]);
});

test("where only two columns are offered, the last of an odd number has a row to itself", () => {
  expect(rowsIn(layOut(5, [2]))).toEqual([2, 2, 1]);
});

test("a single thing, or a few, are no wider than they are many; none has one column and no frame", () => {
  expect([1, 2, 3].map((count) => sheetLayouts(count, true).wide.columns)).toEqual([1, 2, 3]);
  expect(layOut(0, [4])).toEqual({ columns: 1, spans: [] });
});
