"use client";
import { useEffect, useRef, type RefObject } from "react";

/**
 * Puts the focus on the active cell once it is drawn: when that is wanted, as something goes that had it beside the grid
 * (`hasBar`), or where the cell that had it made way for another, as the place of an image does for the image.
 */
export function useGridFocus(grid: RefObject<HTMLElement | null>, active: number, hasBar: boolean) {
  const wanted = useRef<number | null>(null);
  const focused = useRef<Element | null>(null);
  const hadBar = useRef(false);
  useEffect(() => {
    const hasBarGone = hadBar.current && !hasBar;
    const hasCellGone = focused.current?.isConnected === false;
    if ((hasBarGone || hasCellGone) && document.activeElement === document.body) wanted.current = active;
    hadBar.current = hasBar;
  });

  useEffect(() => {
    // What was drawn before the keys moved on knows another one.
    if (wanted.current !== active) return;
    const cell = grid.current?.querySelector<HTMLElement>(`[data-index="${active}"]`);
    if (!cell) return;
    wanted.current = null;
    cell.focus({ preventScroll: true });
  });

  return {
    want: (index: number) => {
      wanted.current = index;
    },
    came: (target: Element) => {
      focused.current = target;
    },
    left: () => {
      focused.current = null;
    },
  };
}
