"use client";
import { useSearchParams } from "next/navigation";
import { useCallback, useMemo } from "react";
import { filterOf, pageQuery, type LibraryFilter } from "@/hooks/library-filter";

/** What becomes of a filter. */
export type FilterChange = (now: LibraryFilter) => LibraryFilter;

/**
 * The filter, which lives in the page's address. Every change is a place to come back to, but for one that takes the place
 * of the last: as somebody types on. It is made to what the address says by then: the page may not show that yet.
 */
export function useLibraryFilter() {
  const params = useSearchParams();
  const text = params.toString();
  const filter = useMemo(() => filterOf(new URLSearchParams(text)), [text]);
  const set = useCallback((change: FilterChange, how: "push" | "replace" = "push") => {
    const query = pageQuery(change(filterOf(new URLSearchParams(window.location.search))));
    const address = query === "" ? "/library" : `/library?${query}`;
    // Without the server: the list is asked for by itself.
    if (how === "push") window.history.pushState(null, "", address);
    else window.history.replaceState(null, "", address);
  }, []);
  return { filter, set };
}
