import { env } from "@/lib/env";
import { isValidQuery, signedQuery } from "./signed-query";

/** Long enough for a provider's queue, short enough for a leaked log. */
const lifetimeMs = 6 * 3_600_000;

/** A link under which a provider may fetch one uploaded file until it expires. Never to be logged. */
export function fileLink(path: string, nowMs: number): string {
  return `${env().APP_URL}/api/uploads/${path}?${signedQuery(`file|${path}`, lifetimeMs, nowMs)}`;
}

/** Whether a link's query gives access to this path at `nowMs`. */
export function isValidFileLink(path: string, query: URLSearchParams, nowMs: number): boolean {
  return isValidQuery(`file|${path}`, query, nowMs);
}
