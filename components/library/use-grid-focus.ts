"use client";
import { useEffect, useRef, type RefObject } from "react";

/** Puts the focus on the active cell once it is drawn, when that is wanted: by what it answers, or as the bar of the chosen ones goes. */
export function useGridFocus(grid: RefObject<HTMLElement | null>, active: number, isChoosing: boolean) {
  const isWanted = useRef(false);
  const wasChoosing = useRef(false);
  useEffect(() => {
    // The bar of the chosen ones has gone, and has taken the focus with it.
    const isLost = wasChoosing.current && !isChoosing && document.activeElement === document.body;
    if (isLost) isWanted.current = true;
    wasChoosing.current = isChoosing;
  }, [isChoosing]);

  useEffect(() => {
    if (!isWanted.current) return;
    const cell = grid.current?.querySelector<HTMLElement>(`[data-index="${active}"]`);
    if (!cell) return;
    isWanted.current = false;
    cell.focus({ preventScroll: true });
  });

  return () => {
    isWanted.current = true;
  };
}
