import pLimit from "p-limit";
import type { Observation } from "@/lib/jobs/outcome";
import { asError, badResponse, isNotFound } from "../provider-error";
import { getResult, getStatus, label } from "./client";
import { readResult } from "./read-result";
import { parseRef } from "./ref";

/** How many calls are under way at once. */
const concurrency = 6;

/** Asks about each request by itself, as fal has no list. Stops asking when `isTimeLeft` says no. */
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

/** "Missing" is fal's own 404. */
async function checkOne(text: string): Promise<Observation | Error> {
  try {
    const ref = parseRef(text);
    if (!ref) throw new Error(`not a reference of fal's: ${text}`);
    const { status, error } = await getStatus(ref);
    switch (status) {
      case "IN_QUEUE":
        return { state: "queued", expectedAt: null };
      case "IN_PROGRESS":
        return { state: "running", progress: null, expectedAt: null };
      case "COMPLETED":
        return readResult(await getResult(ref), Boolean(error));
      default:
        throw badResponse(label);
    }
  } catch (error) {
    return isNotFound(error) ? { state: "missing" } : asError(error);
  }
}
