import { recordFates } from "@/lib/db/commit-checks";
import { referenceTaken } from "@/lib/jobs/failures";
import type { Operation } from "@/lib/jobs/job";
import { errorFields, log } from "@/lib/log";
import { patiently } from "./patiently";

/**
 * Writes what became of a create call, at once: until then its provider's id is in nobody's memory but ours. `isTaken` is
 * whether its work is another operation's, which has failed this one. Where nothing can be written, the commit may yet.
 */
export async function keepFate(claimId: string, operation: Operation): Promise<{ isTaken: boolean }> {
  try {
    const taken = await patiently(() => recordFates(claimId, [operation], referenceTaken));
    return { isTaken: taken.length > 0 };
  } catch (error) {
    log("error", "what became of a create call cannot be written", errorFields(error));
    return { isTaken: false };
  }
}

/**
 * Writes what was looked up, at once: that it was found, and where two are shown the same work at the same time, `isTaken`
 * for the second; or how often it was not.
 */
export async function keepLookedUp(claimId: string, operation: Operation): Promise<{ isTaken: boolean }> {
  return { isTaken: (await recordFates(claimId, [operation], null)).length > 0 };
}
