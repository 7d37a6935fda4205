import { createHmac } from "node:crypto";
import { env } from "@/lib/env";
import { isSameSecret } from "@/lib/same-secret";

/** Long enough for a provider's queue, short enough for a leaked log. */
const lifetimeMs = 6 * 3_600_000;

/** A link under which a provider may fetch one uploaded file until it expires. Never to be logged. */
export function fileLink(path: string, nowMs: number): string {
  const expires = String(Math.floor((nowMs + lifetimeMs) / 1_000));
  const query = new URLSearchParams({ expires, signature: sign(path, expires) });
  return `${env().APP_URL}/api/uploads/${path}?${query}`;
}

/** Whether a link's query gives access to this path at `nowMs`. */
export function isValidFileLink(path: string, query: URLSearchParams, nowMs: number): boolean {
  const expires = query.get("expires") ?? "";
  const signature = query.get("signature") ?? "";
  return Number(expires) * 1_000 > nowMs && isSameSecret(signature, sign(path, expires));
}

function sign(path: string, expires: string): string {
  return createHmac("sha256", env().WEBHOOK_SECRET).update(`file|${path}|${expires}`).digest("base64url");
}
