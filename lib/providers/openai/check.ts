import type { Observation } from "@/lib/jobs/outcome";
import { askEach } from "../ask-each";
import { badResponse, isNotFound } from "../provider-error";
import { getResponse } from "./client";
import { config } from "./config";
import { observeResponse } from "./observe";

/** Asks about each response by itself, as there is no list. Stops asking when `isTimeLeft` says no. */
export async function check(
  refs: readonly string[],
  isTimeLeft: () => boolean,
): Promise<Map<string, Observation | Error>> {
  return askEach(config.label, refs, isTimeLeft, async (ref) => {
    const seen = observeResponse(ref, await getResponse(ref));
    if (!seen) throw badResponse(config.label);
    return seen;
  });
}

/** The id of our operation that a response carries; `null` if it is not ours, or not where our key can see it. */
export async function identify(ref: string): Promise<string | null> {
  try {
    return (await getResponse(ref)).operationId;
  } catch (error) {
    if (isNotFound(error)) return null;
    throw error;
  }
}
