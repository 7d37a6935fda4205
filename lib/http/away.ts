import { DatabaseError } from "@/lib/db/database-error";
import { AuthAway } from "@/lib/db/session";
import { errorFields, logSeldom } from "@/lib/log";

/**
 * What did not answer, where an error means that something we stand on is away, rather than anything being wrong with what
 * was asked; `null` for any other error. Logged once a minute, however many ask.
 */
export function whatIsAway(error: unknown): "sign-in service" | "database" | null {
  const isDatabase = error instanceof DatabaseError && error.isAway;
  if (!isDatabase && !(error instanceof AuthAway)) return null;
  const what = isDatabase ? "database" : "sign-in service";
  logSeldom("error", `the ${what} does not answer`, errorFields(error));
  return what;
}

/** By its digest, all that reaches a browser of an error, app/error.tsx knows what happened, and asks again by itself. */
class PageAway extends Error {
  override readonly name = "PageAway";
  readonly digest = "darkroom-away";
}

/** Does what a page is made of; what we stand on being away becomes an error that the page can tell from others. */
export async function forPage<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const what = whatIsAway(error);
    if (!what) throw error;
    const away = new PageAway(`the ${what} does not answer`);
    // Next prints each such error in full, and a page that waits asks every few seconds.
    away.stack = "";
    throw away;
  }
}
