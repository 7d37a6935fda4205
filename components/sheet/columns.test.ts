import { expect, test } from "vitest";
import { columnsOf } from "./columns";

test("eight pictures lie in two, four or eight columns, never in three", () => {
  expect(columnsOf(8, true)).toEqual({ narrow: 2, wide: 4 });
  expect(columnsOf(8, false)).toEqual({ narrow: 4, wide: 4 });
});

test("no row of a sheet has a hole where a number of columns that fits leaves none", () => {
  for (const count of [1, 2, 3, 4, 6, 8, 9, 10, 12, 15, 16, 18, 20])
    expect([count, count % columnsOf(count, true).wide]).toEqual([count, 0]);
  for (const count of [1, 2, 3, 4, 5, 6, 8, 10, 12, 14, 15, 16, 18, 20])
    expect([count, count % columnsOf(count, false).wide]).toEqual([count, 0]);
});

test("a single thing, or a few, are no wider than they are many", () => {
  expect([1, 2, 3].map((count) => columnsOf(count, true).wide)).toEqual([1, 2, 3]);
});
