import * as fc from "fast-check";
import { expect, test } from "vitest";
import { galleryLayout } from "./gallery-layout";

const dayOf = (madeAt: string) => madeAt.slice(0, 10);
const made = (ratio: number, jobId: string, day = 20) => ({
  ratio,
  jobId,
  madeAt: `2026-11-${day}T10:00:00Z`,
});
const shoot = (id: string, day = 20) => Array.from({ length: 8 }, () => made(3 / 4, id, day));

const some = fc
  .array(
    fc.record({
      ratio: fc.constantFrom(3 / 4, 2 / 3, 16 / 9, 9 / 16, 1),
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

test("every picture is in one row, in its order, in its own shape, and no row runs over", () => {
  fc.assert(
    fc.property(some, widths, (pictures, width) => {
      const layout = galleryLayout(width, pictures, dayOf);
      const rows = Array.from({ length: layout.rowCount }, (_, row) => layout.row(row));
      expect(rows.map(({ from }) => from)).toEqual([0, ...rows.slice(0, -1).map(({ to }) => to)]);
      expect(rows.at(-1)?.to).toBe(pictures.length);
      for (const [at, { from, to, height, heading }] of rows.entries()) {
        const inRow = Array.from({ length: to - from }, (_, n) => from + n);
        const used = inRow.reduce((sum, index) => sum + layout.widthOf(index), (to - from - 1) * layout.gap);
        expect(used).toBeLessThanOrEqual(width);
        const room = height - layout.gap - (heading === null ? 0 : layout.headingHeight);
        for (const index of inRow) {
          expect(layout.rowOf(index)).toBe(at);
          const tall = layout.widthOf(index) / (pictures[index]?.ratio ?? 1);
          expect(tall).toBeLessThanOrEqual(room);
          expect(room - tall).toBeLessThan(4);
        }
      }
    }),
  );
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

test("one picture alone is large, and not as large as the page", () => {
  const layout = galleryLayout(1_060, [made(3 / 4, "a")], dayOf);
  expect(layout.widthOf(0)).toBe(Math.floor(310 * 1.4 * 0.75));
});
