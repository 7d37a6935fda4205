"use client";
import { useLayoutEffect, useState, type RefObject } from "react";

/** How wide an element is, and how far from the top of the page; `null` until the browser has laid it out. */
export function usePlace(element: RefObject<HTMLElement | null>): { width: number; top: number } | null {
  const [place, setPlace] = useState<{ width: number; top: number } | null>(null);
  useLayoutEffect(() => {
    const measure = () => {
      const box = element.current?.getBoundingClientRect();
      if (!box) return;
      const top = Math.round(box.top + window.scrollY);
      setPlace((before) =>
        before?.width === box.width && before.top === top ? before : { width: box.width, top },
      );
    };
    measure();
    // Whatever grows above it moves it along, and makes the page longer.
    const observer = new ResizeObserver(measure);
    observer.observe(document.body);
    if (element.current) observer.observe(element.current);
    return () => observer.disconnect();
  }, [element]);
  return place;
}
