"use client";
import { useSearchParams } from "next/navigation";
import { useCallback, useMemo } from "react";

/** How a change of a filter is kept: as a place to come back to, or in the place of the last, as somebody types on. */
export type How = "push" | "replace";

/** Changes a filter, as it stands by then. */
export type SetFilter<Filter> = (change: (now: Filter) => Filter, how?: How) => void;

/**
 * A filter that lives in the page's address: `read` has it of the address's query, `write` gives that. Both are always the same
 * functions. A change is made to what the address says by then: the page may not show that yet.
 */
export function useAddressFilter<Filter>(
  path: `/${string}`,
  read: (query: URLSearchParams) => Filter,
  write: (filter: Filter) => string,
) {
  const params = useSearchParams();
  const text = params.toString();
  const filter = useMemo(() => read(new URLSearchParams(text)), [text, read]);
  const set: SetFilter<Filter> = useCallback(
    (change, how = "push") => {
      const query = write(change(read(new URLSearchParams(window.location.search))));
      const address = query === "" ? path : `${path}?${query}`;
      if (address === window.location.pathname + window.location.search) return;
      // Without the server: the list is asked for by itself.
      if (how === "push") window.history.pushState(null, "", address);
      else window.history.replaceState(null, "", address);
    },
    [path, read, write],
  );
  return { filter, set };
}
