import { DatabaseError } from "@/lib/db/database-error";
import type { Trouble } from "@/lib/jobs/outcome";
import { errorFields, log } from "@/lib/log";
import { ProviderError } from "@/lib/providers/provider-error";

/** An error as a reason to wait. What no adapter foresaw is our own fault: it is logged, and shown as such. */
export function troubleOf(error: unknown): Trouble {
  const isForeseen = error instanceof ProviderError;
  const cause = isForeseen && error.code === "internal" ? (error.cause ?? error) : error;
  if (!isForeseen || cause !== error) log("error", "unexpected error during a check", errorFields(cause));
  if (isForeseen) return error.trouble;
  return { code: "internal", message: "Something went wrong on our side.", retryAfterMs: null };
}

/** A finished file could not be had, for a reason that may pass. */
export const notYet: Trouble = {
  code: "result_unavailable",
  message: "A finished file could not be fetched from the provider yet.",
  retryAfterMs: null,
};

const noRoom: Trouble = {
  code: "storage_full",
  message: "The work is done, but our storage has no room for it just now.",
  retryAfterMs: null,
};

const notStored: Trouble = {
  code: "storage_unavailable",
  message: "The work is done, but our storage did not take it yet.",
  retryAfterMs: null,
};

/** Why a finished result could not be kept, for a reason that may pass: its provider's, or our own storage's. */
export function keepingTrouble(error: unknown): Trouble {
  if (error instanceof ProviderError) return error.trouble;
  if (!(error instanceof DatabaseError)) return notYet;
  return error.isFull ? noRoom : notStored;
}
