import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { GridLayout } from "@/components/grid/layout";
import { galleryLayout, shownRatio } from "./gallery-layout";

const dayOf = (madeAt: string) => madeAt.slice(0, 10);
const made = (ratio: number, jobId: string, day = 20) => ({
  ratio,
  jobId,
  madeAt: `2026-11-${day}T10:00:00Z`,
});
const shoot = (id: string, day = 20) => Array.from({ length: 8 }, () => made(3 / 4, id, day));
/** A film, a shoot, a film on end and a card, as a day of every kind leaves them. */
const oneDay = [made(16 / 9, "film"), ...shoot("shoot"), made(9 / 16, "clip"), made(2 / 3, "card")];

const some = fc
  .array(
    fc.record({
      ratio: fc.constantFrom(3 / 4, 2 / 3, 16 / 9, 9 / 16, 1, 5),
      count: fc.integer({ min: 1, max: 8 }),
      day: fc.integer({ min: 10, max: 12 }),
    }),
    { minLength: 1, maxLength: 25 },
  )
  .map((jobs) =>
    jobs
      .toSorted((one, other) => other.day - one.day)
      .flatMap(({ ratio, count, day }, job) =>
        Array.from({ length: count }, () => made(ratio, `job-${job}`, day)),
      ),
  );
const widths = fc.integer({ min: 280, max: 2_000 });

interface Tile {
  index: number;
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** Every picture's place, row by row. */
function tilesIn(layout: GridLayout, pictures: readonly { ratio: number }[]): Tile[][] {
  let top = 0;
  return Array.from({ length: layout.rowCount }, (_, at) => {
    const { from, to, height, heading } = layout.row(at);
    const begin = top + (heading === null ? 0 : layout.headingHeight);
    top += height;
    let left = 0;
    return Array.from({ length: to - from }, (__, n): Tile => {
      const index = from + n;
      const wide = layout.widthOf(index);
      const tile = { index, left, top: begin, right: left + wide };
      left = tile.right + layout.gap;
      return { ...tile, bottom: begin + wide / shownRatio(pictures[index]?.ratio ?? 1) };
    });
  });
}

const hair = 0.01;

/** What is wrong with how pictures lie at a width, a line each. */
function flawsOf(width: number, pictures: readonly ReturnType<typeof made>[]): string[] {
  const layout = galleryLayout(width, pictures, dayOf);
  const rows = tilesIn(layout, pictures);
  const isInOrder = rows.flat().every(({ index }, at) => index === at);
  const flaws =
    isInOrder && rows.flat().length === pictures.length ? [] : ["not every picture, in its order"];
  for (const [at, row] of rows.entries()) {
    const end = row.at(-1)?.right ?? 0;
    const isLastOfDay = at === rows.length - 1 || layout.row(at + 1).heading !== null;
    if (!isLastOfDay && end < width - hair) flaws.push(`row ${at} ends at ${end} of ${width}`);
    for (const [n, { index, left, right, bottom }] of row.entries()) {
      if (layout.rowOf(index) !== at) flaws.push(`${index} is in row ${at}`);
      if (right > width + hair) flaws.push(`${index} leaves the sheet`);
      if (left < (row[n - 1]?.right ?? 0)) flaws.push(`${index} lies over the one before`);
      if (rows[at + 1]?.some(({ top }) => top < bottom - hair)) flaws.push(`${index} lies over the next row`);
    }
  }
  return flaws;
}

test("no two pictures intersect, none leaves the sheet, and only a day's last row may have a hole, at every width", () => {
  for (let width = 280; width <= 1_600; width += 4) expect(flawsOf(width, oneDay)).toEqual([]);
  fc.assert(
    fc.property(some, widths, (pictures, width) => {
      expect(flawsOf(width, pictures)).toEqual([]);
    }),
  );
});

test("a day's last row is no taller than rows are, and on a phone no wider than its column", () => {
  for (let width = 520; width <= 1_600; width += 20) {
    const layout = galleryLayout(width, oneDay, dayOf);
    const last = layout.row(layout.rowCount - 1);
    expect(last.height - layout.gap).toBeLessThanOrEqual(310 + hair);
    // Nor than the row above it.
    const above = last.heading === null ? layout.row(layout.rowCount - 2).height : Infinity;
    expect(last.height).toBeLessThanOrEqual(above + hair);
  }
  const phone = galleryLayout(306, shoot("a").slice(0, 3), dayOf);
  expect([0, 1, 2].map(phone.widthOf)).toEqual([149, 149, 149]);
});

test("on a phone what is wide lies across both columns, and no portrait is alone beside a hole", () => {
  const layout = galleryLayout(306, oneDay, dayOf);
  const counts = Array.from({ length: layout.rowCount }, (_, at) => layout.row(at).to - layout.row(at).from);
  expect(counts).toEqual([1, 2, 2, 2, 2, 2]);
  expect(layout.widthOf(0)).toBeCloseTo(306);
});

test("rows are about as tall as each other: none is a third of another, from a small tablet on", () => {
  for (let width = 600; width <= 1_600; width += 10) {
    const layout = galleryLayout(width, oneDay, dayOf);
    const heights = tilesIn(layout, oneDay).map(([first]) => (first ? first.bottom - first.top : 0));
    expect(Math.max(...heights) / Math.min(...heights)).toBeLessThan(2.2);
  }
});

test("on a laptop, beside its margins, no row is taller than a good third of the screen", () => {
  for (const pictures of [oneDay, shoot("a")])
    for (let width = 920; width <= 1_000; width += 4) {
      const layout = galleryLayout(width, pictures, dayOf);
      const rows = tilesIn(layout, pictures).map(([first]) => (first ? first.bottom - first.top : 0));
      expect(Math.max(...rows)).toBeLessThanOrEqual(320);
    }
});

test("a day has one heading, above its first row, and shares no row with another", () => {
  fc.assert(
    fc.property(some, widths, (pictures, width) => {
      const layout = galleryLayout(width, pictures, dayOf);
      const headings: string[] = [];
      for (let row = 0; row < layout.rowCount; row += 1) {
        const { from, to, heading } = layout.row(row);
        if (heading !== null) headings.push(heading);
        const days = new Set(pictures.slice(from, to).map(({ madeAt }) => dayOf(madeAt)));
        expect([...days]).toEqual([headings.at(-1)]);
      }
      expect(headings).toEqual([...new Set(pictures.map(({ madeAt }) => dayOf(madeAt)))]);
    }),
  );
});

test("the eight pictures of a shoot leave no hole: two rows of four, or four of two on a phone", () => {
  const perRow = (width: number) => {
    const layout = galleryLayout(width, shoot("a"), dayOf);
    return Array.from({ length: layout.rowCount }, (_, row) => layout.row(row).to - layout.row(row).from);
  };
  expect(perRow(1_060)).toEqual([4, 4]);
  expect(perRow(320)).toEqual([2, 2, 2, 2]);
});

test("what comes behind moves nothing but the last block", () => {
  const pictures = [...shoot("a"), made(16 / 9, "b"), made(16 / 9, "c"), ...shoot("d"), ...shoot("e")];
  const before = galleryLayout(1_060, pictures, dayOf);
  const after = galleryLayout(1_060, [...pictures, ...shoot("f"), ...shoot("g", 19)], dayOf);
  const placesIn = (layout: typeof before) =>
    pictures.slice(0, 18).map((_, index) => [layout.rowOf(index), layout.widthOf(index)]);
  expect(placesIn(after)).toEqual(placesIn(before));
});

test("one picture alone is as tall as a row", () => {
  const layout = galleryLayout(1_060, [made(3 / 4, "a")], dayOf);
  expect(layout.widthOf(0)).toBeCloseTo(310 * 0.75);
});

test("what a day's last row leaves free is filled with empty frames, up to the edge of the sheet", () => {
  const layout = galleryLayout(1_060, [made(9 / 16, "a"), made(3 / 4, "b")], dayOf);
  const { spare = [] } = layout.row(0);
  const all = [layout.widthOf(0), layout.widthOf(1), ...spare];
  expect(spare.length).toBeGreaterThan(1);
  expect(all.reduce((sum, each) => sum + each + layout.gap, -layout.gap)).toBeCloseTo(1_060);
  expect(galleryLayout(1_060, shoot("a"), dayOf).row(1).spare).toEqual([]);
});
