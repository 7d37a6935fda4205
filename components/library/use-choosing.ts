"use client";
import { useRef } from "react";
import { choose, isChosen, type Selection } from "@/hooks/selection";
import type { AssetView } from "@/lib/jobs/asset-view";
import { cellsIn, type Area, type GridMeasures } from "./grid-measures";

interface Props {
  items: readonly AssetView[];
  /** How they lie now. */
  measures: () => GridMeasures;
  selection: Selection;
  onSelection: (selection: Selection) => void;
}

/** How images are chosen: one, up to another one, and under a rectangle. */
export function useChoosing({ items, measures, selection, onSelection }: Props) {
  /** Where a range begins: at the last that was chosen or let go of by itself. */
  const anchor = useRef(0);
  const before = useRef(selection);

  const idsFrom = (from: number, to: number) =>
    items.slice(Math.min(from, to), Math.max(from, to) + 1).map(({ id }) => id);

  return {
    toggle: (index: number) => {
      const id = items[index]?.id;
      if (id === undefined) return;
      anchor.current = index;
      onSelection(choose(selection, [id], !isChosen(selection, id)));
    },
    /** All from the last one that was touched to this one. */
    extend: (index: number) => {
      onSelection(choose(selection, idsFrom(anchor.current, index), true));
    },
    /** Moves the end of a range from one image to another: it grows, or shrinks again. */
    stretch: (from: number, to: number) => {
      const start = anchor.current;
      const shrunk = choose(selection, idsFrom(start, from), false);
      onSelection(choose(shrunk, idsFrom(start, to), true));
    },
    place: (index: number) => {
      anchor.current = index;
    },
    beginArea: () => {
      before.current = selection;
    },
    area: (area: Area) => {
      const ids = cellsIn(measures(), area, items.length).flatMap((index) => items[index]?.id ?? []);
      onSelection(choose(before.current, ids, true));
    },
  };
}
