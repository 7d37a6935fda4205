import { expect, test } from "vitest";
import { layoutOf } from "@/components/library/grid-measures";
import { moved, type GridLayout, type Move } from "./layout";

const layout = layoutOf({ columns: 4, side: 1, gap: 1, rowHeight: 1 }, 22);

test("keys move by one, by a row, by what is in sight and to the ends, and never out of the grid", () => {
  const to = (key: Move["key"], at: number, isFar = false) =>
    moved({ key, isFar }, at, { layout, shownRows: 3, count: 22 });
  expect([to("ArrowRight", 3), to("ArrowLeft", 4), to("ArrowLeft", 0)]).toEqual([4, 3, 0]);
  expect([to("ArrowDown", 1), to("ArrowUp", 5), to("ArrowUp", 2), to("ArrowDown", 20)]).toEqual([
    5, 1, 2, 21,
  ]);
  expect([to("PageDown", 1), to("PageUp", 14), to("PageUp", 6)]).toEqual([13, 2, 2]);
  expect([to("Home", 9), to("End", 9), to("Home", 8), to("End", 11), to("End", 20)]).toEqual([
    8, 11, 8, 11, 21,
  ]);
  expect([to("Home", 9, true), to("End", 9, true)]).toEqual([0, 21]);
});

test("between rows of wide and narrow cells, keys go to what is nearest", () => {
  /** The middles of three rows of two: [narrow, wide], [wide, narrow], [narrow, wide]. */
  const middles = [1, 4, 2, 5, 1, 4];
  const mixed: GridLayout = {
    ...layout,
    columns: 2,
    rowCount: 3,
    row: (row) => ({ from: row * 2, to: row * 2 + 2, height: 1, heading: null }),
    rowOf: (index) => Math.floor(index / 2),
    middleOf: (index) => middles[index] ?? 0,
  };
  const to = (key: Move["key"], at: number) =>
    moved({ key, isFar: false }, at, { layout: mixed, shownRows: 2, count: 6 });
  expect([to("ArrowDown", 0), to("ArrowDown", 1), to("ArrowDown", 2), to("ArrowDown", 5)]).toEqual([
    2, 3, 4, 5,
  ]);
  expect([to("ArrowUp", 5), to("ArrowUp", 3), to("PageDown", 1), to("ArrowUp", 1)]).toEqual([3, 1, 5, 1]);
});
