import type { CSSProperties } from "react";

/** How frames lie in a grid of so many columns: how many of these each frame takes. */
export interface Layout {
  columns: number;
  spans: readonly number[];
}

/**
 * Lays frames in rows without a hole, whatever their number: in the first of so many columns that fills every row, else in rows of
 * which the last have one frame less, and wider ones. A frame is alone in its row only where nothing else is offered.
 */
export function layOut(count: number, choices: readonly number[]): Layout {
  const fitting = choices.filter((columns) => columns <= count);
  const all = (fitting.length === 0 ? [count] : fitting).map((columns) => rowsOf(count, columns));
  const rows = all.find(({ shorter }) => shorter === 0) ?? all.find(doesUneven) ?? all[0];
  if (count === 0 || !rows) return { columns: 1, spans: [] };
  if (rows.shorter === 0) return { columns: rows.longest, spans: Array<number>(count).fill(1) };
  const { longest, shorter } = rows;
  const short = longest - 1;
  const inShorter = shorter * short;
  return {
    columns: longest * short,
    spans: Array.from({ length: count }, (_, at) => (at < count - inShorter ? short : longest)),
  };
}

/** How many frames the longest rows have, and how many rows have one less. */
interface Rows {
  longest: number;
  shorter: number;
}

/** Rows of uneven length need many columns, whose gaps alone would be too wide for a phone. */
const longestUneven = 7;

const doesUneven = ({ longest }: Rows): boolean => longest > 2 && longest <= longestUneven;

/** As few rows as do, as even as can be. */
function rowsOf(count: number, columns: number): Rows {
  const rows = Math.max(1, Math.ceil(count / columns));
  const longest = Math.ceil(count / rows);
  return { longest, shorter: rows * longest - count };
}

/** The layouts of a grid on a phone, beside it, and on a wide screen. */
export interface Layouts {
  narrow: Layout;
  wide: Layout;
  widest: Layout;
}

/** The frames of a sheet; `large` ones are looked at, others waited for. */
export function sheetLayouts(count: number, large: boolean): Layouts {
  const few = large ? { narrow: [2, 3], wide: [4, 3, 5] } : { narrow: [4, 3, 5], wide: [4, 5, 6, 3] };
  const choices = count > 8 && !large ? { narrow: [4, 5], wide: [8, 6, 7, 5] } : few;
  const wide = layOut(count, choices.wide);
  return { narrow: layOut(count, choices.narrow), wide, widest: wide };
}

/** What a grid takes, and each of its cells, to lie so. */
export const laidOut = {
  grid: "grid grid-cols-[repeat(var(--narrow),minmax(0,1fr))] sm:grid-cols-[repeat(var(--wide),minmax(0,1fr))] xl:grid-cols-[repeat(var(--widest),minmax(0,1fr))]",
  cell: "[grid-column:span_var(--narrow-span)] sm:[grid-column:span_var(--wide-span)] xl:[grid-column:span_var(--widest-span)]",
  gridStyle: ({ narrow, wide, widest }: Layouts) =>
    ({ "--narrow": narrow.columns, "--wide": wide.columns, "--widest": widest.columns }) as CSSProperties,
  cellStyle: ({ narrow, wide, widest }: Layouts, at: number) =>
    ({
      "--narrow-span": narrow.spans[at] ?? 1,
      "--wide-span": wide.spans[at] ?? 1,
      "--widest-span": widest.spans[at] ?? 1,
    }) as CSSProperties,
} as const;
