import * as fc from "fast-check";
import { expect, test } from "vitest";
import { layoutOf } from "@/components/library/grid-measures";
import { drawnRows, rowsInSight, scrollFor, topsOf } from "./sight";

const heights = fc.array(fc.integer({ min: 20, max: 400 }), { minLength: 1, maxLength: 60 });
const topsIn = (rows: readonly number[]) =>
  rows.reduce<number[]>((tops, height) => [...tops, (tops.at(-1) ?? 0) + height], [0]);

test("rows begin where those before them end", () => {
  const layout = layoutOf({ columns: 4, side: 10, gap: 2, rowHeight: 30 }, 9);
  expect(topsOf(layout)).toEqual([0, 30, 60, 90]);
});

test("whatever can be seen of the grid is in the rows in sight, and nothing else", () => {
  fc.assert(
    fc.property(heights, fc.integer({ min: -900, max: 9_000 }), (rows, from) => {
      const tops = topsIn(rows);
      const to = from + 800;
      const { first, last } = rowsInSight(tops, { from, to });
      const seen = [...rows.keys()].filter((row) => (tops[row + 1] ?? 0) > from && (tops[row] ?? 0) <= to);
      expect([seen[0] ?? first, seen.at(-1) ?? last]).toEqual([first, seen.length > 0 ? last : first]);
    }),
  );
});

test("with what is left out between them, drawn rows lie where they belong, and the grid is as tall as ever", () => {
  fc.assert(
    fc.property(heights, fc.nat(), fc.nat(), (rows, at, focused) => {
      const tops = topsIn(rows);
      const first = at % rows.length;
      const active = focused % rows.length;
      const drawn = drawnRows(tops, { first, last: first }, { around: 2, active });
      let y = 0;
      for (const { row, before } of drawn.rows) {
        expect(before).toBeGreaterThanOrEqual(0);
        expect(y + before).toBe(tops[row]);
        y += before + (rows[row] ?? 0);
      }
      expect(y + drawn.after).toBe(tops.at(-1));
      expect(drawn.rows.map(({ row }) => row)).toContain(active);
    }),
  );
});

test("a row that is in sight stays where it is; another comes to the edge that it was behind", () => {
  const seen = { from: 1_000, to: 1_800 };
  expect(scrollFor({ from: 1_100, to: 1_300 }, seen, 76)).toBeNull();
  expect(scrollFor({ from: 1_050, to: 1_300 }, seen, 76)).toBe(974);
  expect(scrollFor({ from: 400, to: 600 }, seen, 76)).toBe(324);
  expect(scrollFor({ from: 1_700, to: 1_900 }, seen, 76)).toBe(1_100);
  // One that is taller than the window begins in sight.
  expect(scrollFor({ from: 2_000, to: 3_000 }, seen, 76)).toBe(1_924);
});
