"use client";
import type { KeyboardEvent } from "react";
import { everything, nothing, type Selection } from "@/hooks/selection";
import { isMoveKey, moved } from "./grid-measures";
import type { useChoosing } from "./use-choosing";

interface Grid {
  /** The image that has the focus. */
  active: number;
  columns: number;
  /** Rows that are in sight. */
  shownRows: () => number;
  total: number;
  isChoosing: boolean;
  choosing: ReturnType<typeof useChoosing>;
  /** Puts the focus on another image. */
  go: (to: number) => void;
  onOpen: (index: number) => void;
  onSelection: (selection: Selection) => void;
  onDelete: () => void;
}

/** What the keys do in the grid of images. */
export function useGridKeys({ active, columns, shownRows, total, isChoosing, choosing, go, ...on }: Grid) {
  return (event: KeyboardEvent): void => {
    const { key, shiftKey } = event;
    const isCommand = event.ctrlKey || event.metaKey;
    if (isMoveKey(key) && !event.altKey) {
      const to = moved({ key, isFar: isCommand }, active, { columns, shownRows: shownRows(), count: total });
      if (shiftKey) choosing.stretch(active, to);
      else choosing.place(to);
      go(to);
    } else if (key === " ") choosing.toggle(active);
    else if (key === "Enter") on.onOpen(active);
    else if (key.toLowerCase() === "a" && isCommand) on.onSelection(everything);
    else if (key === "Escape" && isChoosing) on.onSelection(nothing);
    else if (isChoosing && (key === "Delete" || (key === "Backspace" && isCommand))) on.onDelete();
    else return;
    event.preventDefault();
  };
}
