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
