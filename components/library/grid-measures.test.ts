import * as fc from "fast-check";
import { expect, test } from "vitest";
import { cellsIn, layoutOf, measuresOf } from "./grid-measures";

test("a row of pictures fills its width and never runs over, from a small phone to a wide screen", () => {
  fc.assert(
    fc.property(fc.integer({ min: 240, max: 4_000 }), (width) => {
      const { columns, side, gap } = measuresOf(width);
      const used = columns * side + (columns - 1) * gap;
      expect(used).toBeCloseTo(width, 6);
    }),
  );
  expect(measuresOf(306).columns).toBe(2);
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

test("rows follow one another without a gap, and each cell knows its own", () => {
  const layout = layoutOf(measuresOf(700), 22);
  const rows = Array.from({ length: layout.rowCount }, (_, row) => layout.row(row));
  const cells = rows.flatMap(({ from, to }, row) =>
    Array.from({ length: to - from }, (_, at) => [from + at, row]),
  );
  expect(cells).toEqual(Array.from({ length: 22 }, (_, index) => [index, layout.rowOf(index)]));
});
