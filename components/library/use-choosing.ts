"use client";
import { useRef } from "react";
import { choose, type Selection } from "@/hooks/selection";
import { useRange } from "@/hooks/use-range";
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
  const range = useRange({ items, selection, onSelection });
  const before = useRef(selection);
  return {
    ...range,
    beginArea: () => {
      before.current = selection;
    },
    area: (area: Area) => {
      const ids = cellsIn(measures(), area, items.length).flatMap((index) => items[index]?.id ?? []);
      onSelection(choose(before.current, ids, true));
    },
  };
}
