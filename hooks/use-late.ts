"use client";
import { useCallback, useRef, useState, type ComponentType } from "react";
import { sayPlainly, unsay } from "./plain-news";

/** Fetches a part of the page. It rejects where that cannot be had just now; to call it again is to try again. */
export type Load<P> = () => Promise<ComponentType<P>>;

const missing = "This part of the page could not be fetched. Try again, or reload the page.";

/**
 * A part of the page that is fetched when it is first wanted. `prepare` has it fetched, once at a time; so does `want`, which
 * says whether it is there now, and has the page say so where it is not. `Part` is it, from then on.
 */
export function useLate<P>(load: Load<P>) {
  const [Part, setPart] = useState<ComponentType<P> | null>(null);
  const asked = useRef<Promise<boolean> | null>(null);
  const prepare = useCallback(() => {
    const ask = async () => {
      try {
        const part = await load();
        unsay(missing);
        setPart(() => part);
        return true;
      } catch {
        asked.current = null;
        return false;
      }
    };
    asked.current ??= ask();
    return asked.current;
  }, [load]);
  const want = useCallback(async () => {
    const isThere = await prepare();
    if (!isThere) sayPlainly(missing);
    return isThere;
  }, [prepare]);
  return { Part, prepare, want };
}
