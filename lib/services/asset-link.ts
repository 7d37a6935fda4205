import { env } from "@/lib/env";
import { isValidQuery, signedQuery } from "./signed-query";

/** A batch takes up to 24 hours, and may be begun some hours after its lines were written. */
const lifetimeMs = 36 * 3_600_000;

/** A link under which a provider may fetch the small picture of one image until it expires. Never to be logged. */
export function assetLink(assetId: string, nowMs: number): string {
  return `${env().APP_URL}/api/assets/${assetId}/picture?${signedQuery(`asset|${assetId}`, lifetimeMs, nowMs)}`;
}

/** Whether a link's query gives access to this image's picture at `nowMs`. */
export function isValidAssetLink(assetId: string, query: URLSearchParams, nowMs: number): boolean {
  return isValidQuery(`asset|${assetId}`, query, nowMs);
}
