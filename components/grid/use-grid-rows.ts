"use client";
import { useEffect, useMemo, useState } from "react";
import type { GridLayout } from "./layout";
import { drawnRows, rowsInSight, scrollFor, topsOf, type Sight } from "./sight";

interface Rows {
  layout: GridLayout;
  /** The row that has the focus: it stays, or the focus would fall out of the grid. */
  activeRow: number;
  /** From the top of the page to the grid, in pixels. */
  top: number;
  /** Asks for what belongs into the cells up to this one. */
  want: (count: number) => void;
}

/** Rows beyond those in sight that are there already. */
const around = 3;
/** What the bar at the top covers, in pixels. */
export const barHeight = 76;
/** What is left free below a row that comes into sight, in pixels. */
const air = 24;

/** Which rows of the grid are in the page, as the window scrolls; asks for what belongs into them. `show` has a row come into sight. */
export function useGridRows({ layout, activeRow, top, want }: Rows) {
  const tops = useMemo(() => topsOf(layout), [layout]);
  const sight = useSight();
  const seen = rowsInSight(tops, { from: sight.from - top, to: sight.to - top });
  const lastShown = (seen.last + 2 * around) * layout.columns;
  useEffect(() => want(lastShown), [want, lastShown]);
  return {
    ...drawnRows(tops, seen, { around, active: activeRow }),
    show: (row: number) => {
      const box = { from: top + (tops[row] ?? 0), to: top + (tops[row + 1] ?? 0) + air };
      const to = scrollFor(box, { from: window.scrollY, to: window.scrollY + window.innerHeight }, barHeight);
      if (to !== null) window.scrollTo({ top: to });
    },
  };
}

/** It is looked again once the page has been scrolled so far, in pixels: less than a row is tall. */
const step = 100;

/** What can be seen of the page, from its top, and a little more. */
function useSight(): Sight {
  const [sight, setSight] = useState(look);
  useEffect(() => {
    const see = () => {
      const now = look();
      setSight((before) => (before.from === now.from && before.to === now.to ? before : now));
    };
    see();
    window.addEventListener("scroll", see, { passive: true });
    window.addEventListener("resize", see);
    return () => {
      window.removeEventListener("scroll", see);
      window.removeEventListener("resize", see);
    };
  }, []);
  return sight;
}

function look(): Sight {
  const { scrollY, innerHeight } = window;
  return { from: Math.floor(scrollY / step) * step, to: Math.ceil((scrollY + innerHeight) / step) * step };
}
