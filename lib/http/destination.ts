import type { Route } from "next";

const home = "https://darkroom.invalid";

/** Where to go after signing in: a path of our own, with its query. Anything else, and nothing, is the list of jobs. */
export function destination(next: unknown): Route {
  const path = typeof next === "string" && next.startsWith("/") ? pathOf(next) : null;
  // "/..//elsewhere" is of our origin as an address, and somebody else's once its path stands alone.
  return (path !== null && !path.startsWith("//") ? path : "/jobs") as Route;
}

function pathOf(next: string): string | null {
  const url = URL.parse(next, home);
  return url?.origin === home ? url.pathname + url.search : null;
}
