import { recordFates } from "@/lib/db/commit-checks";
import { referenceTaken } from "@/lib/jobs/failures";
import type { Operation } from "@/lib/jobs/job";
import { errorFields, log } from "@/lib/log";
import { DatabaseError } from "@/lib/db/database-error";
import { patiently, stubbornly } from "./patiently";

/** How long a fate that could not be written is held on to, in memory: a full disk is not mended in seconds. */
const memoryMs = 3_600_000;

/**
 * Writes what became of a create call, at once: until then its provider's id is in nobody's memory but ours. `isTaken` is
 * whether its work is another operation's, which has failed this one. Where nothing can be written, the commit may yet; and
 * as long as this process lives it is tried again behind the check, since what was paid for has no other witness.
 */
export async function keepFate(claimId: string, operation: Operation): Promise<{ isTaken: boolean }> {
  const write = () => recordFates(claimId, [operation], referenceTaken);
  try {
    const taken = await patiently(write);
    return { isTaken: taken.length > 0 };
  } catch (error) {
    unwritten(error);
    const mayPass = error instanceof DatabaseError && !error.isRefusal;
    if (mayPass) void stubbornly(write, memoryMs).catch(unwritten);
    return { isTaken: false };
  }
}

function unwritten(error: unknown): void {
  log("error", "what became of a create call cannot be written", errorFields(error));
}

/**
 * Writes what was looked up, at once: that it was found, and where two are shown the same work at the same time, `isTaken`
 * for the second; or how often it was not. After the end of a job there is no claim.
 */
export async function keepLookedUp(
  claimId: string | null,
  operation: Operation,
): Promise<{ isTaken: boolean }> {
  return { isTaken: (await recordFates(claimId, [operation], null)).length > 0 };
}
