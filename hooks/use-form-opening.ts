"use client";
import { useEffect, type RefObject } from "react";

/**
 * Puts the focus where one types as a form opens: where there is a keyboard, not where that would open one on the screen, and
 * never away from something that has it.
 */
export function useFormOpening(first: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const { activeElement } = document;
    const isTaken = activeElement !== null && activeElement !== document.body;
    if (isTaken || !matchMedia("(hover: hover) and (pointer: fine)").matches) return;
    first.current?.focus({ preventScroll: true });
  }, [first]);
}
