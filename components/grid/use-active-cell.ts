"use client";
import { useState } from "react";

/** What a cell shows, told apart by its id; `undefined` while it is not there yet. */
export type IdAt = (index: number) => string | undefined;

/** The one cell that Tab leads to. It is what it shows, not a place: whatever comes before that moves it along. */
export function useActiveCell(idAt: IdAt, total: number) {
  const [active, setActive] = useState<{ index: number; id: string | undefined }>({
    index: 0,
    id: undefined,
  });
  const isThere = active.id === undefined || idAt(active.index) === active.id;
  const found = isThere ? active.index : indexOf(active.id, idAt, total);
  const index = Math.max(0, Math.min(total - 1, found === -1 ? active.index : found));
  return { index, move: (to: number) => setActive({ index: to, id: idAt(to) }) };
}

function indexOf(id: string | undefined, idAt: IdAt, total: number): number {
  for (let index = 0; index < total; index += 1) if (idAt(index) === id) return index;
  return -1;
}
