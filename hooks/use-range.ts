"use client";
import { useRef } from "react";
import { choose, isChosen, type Selection } from "./selection";

interface Props {
  items: ReadonlyArray<{ id: string }>;
  selection: Selection;
  onSelection: (selection: Selection) => void;
}

/** How some of a list are chosen: one by one, and up to another one. */
export function useRange({ items, selection, onSelection }: Props) {
  /** Where a range begins: at the last that was chosen or let go of by itself, wherever it is by now. */
  const anchor = useRef<{ index: number; id: string | undefined }>({ index: 0, id: undefined });
  const place = (index: number) => {
    anchor.current = { index, id: items[index]?.id };
  };
  const start = (): number => {
    const { index, id } = anchor.current;
    if (id === undefined || items[index]?.id === id) return index;
    const moved = items.findIndex((item) => item.id === id);
    return moved === -1 ? index : moved;
  };
  const idsFrom = (from: number, to: number) =>
    items.slice(Math.min(from, to), Math.max(from, to) + 1).map(({ id }) => id);

  return {
    toggle: (index: number) => {
      const id = items[index]?.id;
      if (id === undefined) return;
      place(index);
      onSelection(choose(selection, [id], !isChosen(selection, id)));
    },
    /** All from the last one that was touched to this one. */
    extend: (index: number) => {
      onSelection(choose(selection, idsFrom(start(), index), true));
    },
    /** Moves the end of a range from one to another: it grows, or shrinks again. */
    stretch: (from: number, to: number) => {
      const shrunk = choose(selection, idsFrom(start(), from), false);
      onSelection(choose(shrunk, idsFrom(start(), to), true));
    },
    place,
  };
}
