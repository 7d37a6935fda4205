import pLimit from "p-limit";
import type { Observation } from "@/lib/jobs/outcome";
import { asError, isNotFound, ProviderError } from "./provider-error";

/** How many calls are under way at once. */
const concurrency = 6;

/**
 * Asks about each piece of work by itself, and stops asking when `isTimeLeft` says no. What `ask` throws is the
 * answer for that one (see `endOr`).
 */
export async function askEach(
  refs: readonly string[],
  isTimeLeft: () => boolean,
  ask: (ref: string) => Promise<Observation>,
): Promise<Map<string, Observation | Error>> {
  const limit = pLimit(concurrency);
  const answers = new Map<string, Observation | Error>();
  const answerFor = (ref: string) => ask(ref).catch(endOr);
  await Promise.all(
    refs.map((ref) =>
      limit(async () => {
        if (isTimeLeft()) answers.set(ref, await answerFor(ref));
      }),
    ),
  );
  return answers;
}

/**
 * What an error means that came of asking about one piece of work: a 404 of the provider's own that it is missing, a
 * refusal in its own words that it has ended; anything else is an error, and says nothing of the work.
 */
export function endOr(error: unknown): Observation | Error {
  if (isNotFound(error)) return { state: "missing" };
  const failure = error instanceof ProviderError ? error.failure : null;
  return failure ? { state: "failed", error: failure } : asError(error);
}
