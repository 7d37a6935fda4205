import { z } from "zod";
import { unmatchedRefs } from "@/lib/db/webhooks";
import type { Operation } from "@/lib/jobs/job";
import { providerNamed } from "@/lib/providers/registry";

/** The id of our operation that a piece of work carries; `null` if it carries none, or somebody else's. */
export async function identify(provider: string, ref: string): Promise<string | null> {
  const said = await providerNamed(provider)?.identify?.(ref);
  return z.uuid().safeParse(said).data ?? null;
}

/**
 * Looks for the work of an operation among those that webhooks have named and nobody could match: the one that was
 * to do so may have been killed in between. `null` if it is not there, `undefined` if there was no time to
 * look at all of them.
 */
export async function refInInbox(
  { id, provider, startedAt }: Operation,
  isTimeLeft: () => boolean,
): Promise<string | null | undefined> {
  if (provider === null || !providerNamed(provider)?.identify) return null;
  for (const ref of await unmatchedRefs(provider, startedAt)) {
    if (!isTimeLeft()) return undefined;
    if ((await identify(provider, ref)) === id) return ref;
  }
  return null;
}
