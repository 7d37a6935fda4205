import type { Route } from "next";

/** A page that everybody who is signed in has at hand. */
interface Place {
  href: Route;
  label: string;
  /** After `g`, the key that leads there: no two have the same. */
  key: string;
}

/** In the order of the header. What leads to pages reads this: the header, the keys, the command menu. */
export const places: readonly Place[] = [
  { href: "/jobs", label: "Jobs", key: "j" },
  { href: "/pictures", label: "Pictures", key: "p" },
  { href: "/library", label: "Library", key: "l" },
];

/** Pages that belong to a place without lying below its address. */
const within: Partial<Record<string, string>> = { "/jobs": "/video" };

/** Where a page is, seen from a place: at it, below it, or elsewhere. */
export function standing(path: string, place: string): "at" | "below" | "elsewhere" {
  if (path === place) return "at";
  const roots = [place, within[place]];
  return roots.some((root) => root !== undefined && path.startsWith(`${root}/`)) ? "below" : "elsewhere";
}

/** Whether a page lists what is under way itself. A new job is what comes first there; other pages have something of their own to press. */
export function listsJobs(path: string): boolean {
  return path === "/" || path === "/jobs";
}
