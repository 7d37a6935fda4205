import { createHmac } from "node:crypto";
import { env } from "@/lib/env";
import { isSameSecret } from "@/lib/same-secret";

/** The query that gives whoever holds it access to `subject` for so long. Never to be logged. */
export function signedQuery(subject: string, lifetimeMs: number, nowMs: number): URLSearchParams {
  const expires = String(Math.floor((nowMs + lifetimeMs) / 1_000));
  return new URLSearchParams({ expires, signature: sign(subject, expires) });
}

/** Whether a query gives access to this subject at `nowMs`. */
export function isValidQuery(subject: string, query: URLSearchParams, nowMs: number): boolean {
  const expires = query.get("expires") ?? "";
  const signature = query.get("signature") ?? "";
  return Number(expires) * 1_000 > nowMs && isSameSecret(signature, sign(subject, expires));
}

function sign(subject: string, expires: string): string {
  return createHmac("sha256", env().WEBHOOK_SECRET).update(`${subject}|${expires}`).digest("base64url");
}
