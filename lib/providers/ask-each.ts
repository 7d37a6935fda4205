import type { Observation } from "@/lib/jobs/outcome";
import { inLine } from "./asking-line";
import { asError, isNotFound, ProviderError } from "./provider-error";

/**
 * Asks the provider of this name about each piece of work by itself, and stops asking when `isTimeLeft` says no. What
 * `ask` throws is the answer for that one (see `endOr`).
 */
export async function askEach(
  label: string,
  refs: readonly string[],
  isTimeLeft: () => boolean,
  ask: (ref: string) => Promise<Observation>,
): Promise<Map<string, Observation | Error>> {
  const questions = refs.map((ref) => async () => [ref, await ask(ref).catch(endOr)] as const);
  return new Map(await inLine(label, isTimeLeft, questions));
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
