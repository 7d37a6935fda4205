import * as fc from "fast-check";
import { expect, test } from "vitest";
import { cellsIn, measuresOf, moved, rowsOf, type Move } from "./grid-measures";

test("a row of pictures fills its width and never runs over, from a small phone to a wide screen", () => {
  fc.assert(
    fc.property(fc.integer({ min: 240, max: 4_000 }), (width) => {
      const { columns, side, gap } = measuresOf(width);
      const used = columns * side + (columns - 1) * gap;
      expect(used).toBeLessThanOrEqual(width);
      expect(width - used).toBeLessThan(columns);
    }),
  );
  expect(measuresOf(300).columns).toBe(3);
  expect(measuresOf(1_080).columns).toBe(6);
});

test("an area has exactly the cells whose own rectangles it touches", () => {
  const measures = measuresOf(700);
  const { columns, side, gap, rowHeight } = measures;
  const corner = fc.integer({ min: -50, max: 2_000 });
  fc.assert(
    fc.property(corner, corner, corner, corner, (fromX, fromY, toX, toY) => {
      const touched = Array.from({ length: 30 }, (_, index) => index).filter((index) => {
        const x = (index % columns) * (side + gap);
        const y = Math.floor(index / columns) * rowHeight;
        return (
          x <= Math.max(fromX, toX) &&
          x + side >= Math.min(fromX, toX) &&
          y <= Math.max(fromY, toY) &&
          y + rowHeight - gap > Math.min(fromY, toY)
        );
      });
      expect(cellsIn(measures, { fromX, fromY, toX, toY }, 30)).toEqual(touched);
    }),
  );
});

test("keys move by one, by a row, by what is in sight and to the ends, and never out of the grid", () => {
  const to = (key: Move["key"], at: number, isFar = false) =>
    moved({ key, isFar }, at, { columns: 4, shownRows: 3, count: 22 });
  expect([to("ArrowRight", 3), to("ArrowLeft", 4), to("ArrowLeft", 0)]).toEqual([4, 3, 0]);
  expect([to("ArrowDown", 1), to("ArrowUp", 5), to("ArrowUp", 2), to("ArrowDown", 20)]).toEqual([
    5, 1, 2, 21,
  ]);
  expect([to("PageDown", 1), to("PageUp", 14), to("PageUp", 6)]).toEqual([13, 2, 2]);
  expect([to("Home", 9), to("End", 9), to("Home", 8), to("End", 11), to("End", 20)]).toEqual([
    8, 11, 8, 11, 21,
  ]);
  expect([to("Home", 9, true), to("End", 9, true)]).toEqual([0, 21]);
  expect(rowsOf({ columns: 4, side: 1, gap: 1, rowHeight: 1 }, 22)).toBe(6);
});
