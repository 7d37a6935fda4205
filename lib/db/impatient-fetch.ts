import { inTime } from "@/lib/in-time";
import { plainFetch } from "@/lib/plain-fetch";

/** The longest a call to the database or to storage may take; a claim outlives it (see lib/services/batch.ts). */
const timeoutMs = 20_000;

/** `fetch` that gives up after 20 s. */
export const impatientFetch: typeof fetch = (input, init) =>
  inTime(timeoutMs, (late) => {
    return plainFetch(input, { ...init, signal: init?.signal ? AbortSignal.any([init.signal, late]) : late });
  });
