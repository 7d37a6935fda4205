"use client";
import { useCallback, useState } from "react";
import { nothing, type Selection } from "./selection";

/** What is chosen of those that fit a query. With another query, whatever led to it, nothing is. */
export function useSelection(query: string) {
  const [chosen, setChosen] = useState({ query, selection: nothing });
  if (chosen.query !== query) setChosen({ query, selection: nothing });
  const setSelection = useCallback(
    (next: Selection | ((before: Selection) => Selection)) =>
      setChosen((before) => ({
        ...before,
        selection: typeof next === "function" ? next(before.selection) : next,
      })),
    [],
  );
  return { selection: chosen.query === query ? chosen.selection : nothing, setSelection };
}
