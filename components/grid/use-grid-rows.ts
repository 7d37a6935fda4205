"use client";
import { useEffect, useLayoutEffect } from "react";
import { defaultRangeExtractor, useWindowVirtualizer } from "@tanstack/react-virtual";
import type { GridLayout } from "./layout";

interface Rows {
  layout: GridLayout;
  /** The row that has the focus. */
  activeRow: number;
  /** From the top of the page to the grid, in pixels. */
  top: number;
  /** Asks for what belongs into the cells up to this one. */
  want: (count: number) => void;
}

/** Rows beyond those in sight that are there already. */
const overscan = 3;
/** What the bar at the top covers, in pixels. */
export const barHeight = 76;

/** Which rows of the grid are in the page, as the window scrolls; asks for what belongs into them. */
export function useGridRows({ layout, activeRow, top, want }: Rows) {
  const { rowCount } = layout;
  // The compiler of React, to which this is unknown, is off.
  // oxlint-disable-next-line react/incompatible-library
  const virtualizer = useWindowVirtualizer({
    count: rowCount,
    estimateSize: (row) => layout.row(row).height,
    overscan,
    scrollMargin: top,
    scrollPaddingStart: barHeight,
    scrollPaddingEnd: 24,
    useFlushSync: false,
    // The row that has the focus stays, or the focus would fall out of the grid.
    rangeExtractor: (range) => {
      const rows = defaultRangeExtractor(range);
      if (rows.includes(activeRow) || activeRow >= rowCount) return rows;
      return [...rows, activeRow].toSorted((one, other) => one - other);
    },
  });
  useLayoutEffect(() => virtualizer.measure(), [virtualizer, layout]);

  const lastShown = ((virtualizer.range?.endIndex ?? 0) + 2 * overscan) * layout.columns;
  useEffect(() => want(lastShown), [want, lastShown]);
  return virtualizer;
}
