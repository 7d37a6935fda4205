"use client";
import type { KeyboardEvent } from "react";
import type { GridKey } from "@/components/grid/virtual-grid";
import { everything, nothing, type Selection } from "@/hooks/selection";
import type { useChoosing } from "./use-choosing";

interface Keys {
  isChoosing: boolean;
  choosing: ReturnType<typeof useChoosing>;
  onOpen: (index: number) => void;
  onSelection: (selection: Selection) => void;
  onDelete: () => void;
}

/** What the keys do in the grid of images besides moving; whether they did anything. */
export function useGridKeys({ isChoosing, choosing, ...on }: Keys) {
  return ({ key, shiftKey, ctrlKey, metaKey }: KeyboardEvent, { at, to }: GridKey): boolean => {
    const isCommand = ctrlKey || metaKey;
    if (to !== null) {
      if (shiftKey) choosing.stretch(at, to);
      else choosing.place(to);
      return false;
    }
    if (key === " ") choosing.toggle(at);
    else if (key === "Enter") on.onOpen(at);
    else if (key.toLowerCase() === "a" && isCommand) on.onSelection(everything);
    else if (key === "Escape" && isChoosing) on.onSelection(nothing);
    else if (isChoosing && (key === "Delete" || (key === "Backspace" && isCommand))) on.onDelete();
    else return false;
    return true;
  };
}
