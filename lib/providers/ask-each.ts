import pLimit from "p-limit";
import type { Observation } from "@/lib/jobs/outcome";
import { asError, isNotFound } from "./provider-error";

/** How many calls are under way at once. */
const concurrency = 6;

/**
 * Asks about each piece of work by itself, and stops asking when `isTimeLeft` says no. What `ask` throws is the
 * answer for that one; a 404 of the provider's own means that it is missing.
 */
export async function askEach(
  refs: readonly string[],
  isTimeLeft: () => boolean,
  ask: (ref: string) => Promise<Observation>,
): Promise<Map<string, Observation | Error>> {
  const limit = pLimit(concurrency);
  const answers = new Map<string, Observation | Error>();
  const answerFor = async (ref: string): Promise<Observation | Error> =>
    ask(ref).catch((error: unknown): Observation | Error =>
      isNotFound(error) ? { state: "missing" } : asError(error),
    );
  await Promise.all(
    refs.map((ref) =>
      limit(async () => {
        if (isTimeLeft()) answers.set(ref, await answerFor(ref));
      }),
    ),
  );
  return answers;
}
