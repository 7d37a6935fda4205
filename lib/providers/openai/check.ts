import pLimit from "p-limit";
import type { Observation } from "@/lib/jobs/outcome";
import { asError, badResponse, isNotFound } from "../provider-error";
import { getResponse } from "./client";
import { observeResponse } from "./observe";

/** How many calls are under way at once. */
const concurrency = 6;

/** Asks about each response by itself, as there is no list. Stops asking when `isTimeLeft` says no. */
export async function check(
  refs: readonly string[],
  isTimeLeft: () => boolean,
): Promise<Map<string, Observation | Error>> {
  const limit = pLimit(concurrency);
  const answers = new Map<string, Observation | Error>();
  await Promise.all(
    refs.map((ref) =>
      limit(async () => {
        if (isTimeLeft()) answers.set(ref, await checkOne(ref));
      }),
    ),
  );
  return answers;
}

/** "Missing" is OpenAI's own 404. */
async function checkOne(ref: string): Promise<Observation | Error> {
  try {
    return observeResponse(await getResponse(ref)) ?? badResponse("OpenAI");
  } catch (error) {
    return isNotFound(error) ? { state: "missing" } : asError(error);
  }
}

/** The id of our operation that a response carries; `null` if it is not ours, or not where our key can see it. */
export async function identify(ref: string): Promise<string | null> {
  try {
    return (await getResponse(ref)).metadata?.["operation_id"] ?? null;
  } catch (error) {
    if (isNotFound(error)) return null;
    throw error;
  }
}
