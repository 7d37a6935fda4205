import type { GridLayout } from "./layout";

/** Where each row begins, from the top of the grid, and at last where the grid ends; in pixels. */
export function topsOf({ rowCount, row }: GridLayout): number[] {
  const tops = [0];
  for (let at = 0; at < rowCount; at += 1) tops.push((tops[at] ?? 0) + row(at).height);
  return tops;
}

/** What can be seen of the grid, in pixels from its top. */
export interface Sight {
  from: number;
  to: number;
}

/** The first and the last row that can be seen; the nearest one where none can. */
export function rowsInSight(tops: readonly number[], { from, to }: Sight): { first: number; last: number } {
  const first = rowAt(tops, from);
  return { first, last: Math.max(first, rowAt(tops, to)) };
}

/** The row that something so far from the top lies in. */
function rowAt(tops: readonly number[], y: number): number {
  let [low, high] = [0, Math.max(0, tops.length - 2)];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((tops[middle] ?? 0) <= y) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** A row that is in the page, and how much of the grid before it is not. */
export interface DrawnRow {
  row: number;
  before: number;
}

/**
 * The rows to be drawn one under the other: those in sight with some around them, and the one that has the focus, wherever that
 * is. `after` is what is left out behind the last of them.
 */
export function drawnRows(
  tops: readonly number[],
  seen: { first: number; last: number },
  { around, active }: { around: number; active: number },
): { rows: DrawnRow[]; after: number } {
  const count = tops.length - 1;
  const [first, last] = [Math.max(0, seen.first - around), Math.min(count - 1, seen.last + around)];
  const all = Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => first + at);
  if (active < first) all.unshift(active);
  else if (active > last && active < count) all.push(active);
  let end = 0;
  const rows = all.map((row) => {
    const before = (tops[row] ?? 0) - end;
    end = tops[row + 1] ?? end;
    return { row, before };
  });
  return { rows, after: (tops[count] ?? 0) - end };
}

/** How far the page has to be scrolled for a row to be in sight, where `covered` pixels at its top are not; `null` if it is. */
export function scrollFor(row: Sight, seen: Sight, covered: number): number | null {
  if (row.from < seen.from + covered) return row.from - covered;
  if (row.to > seen.to) return Math.min(row.to - (seen.to - seen.from), row.from - covered);
  return null;
}
