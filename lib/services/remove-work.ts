import type { LeftoverWork } from "@/lib/db/deleted-jobs";
import { isNotFound, ProviderError } from "@/lib/providers/provider-error";
import { providerNamed } from "@/lib/providers/registry";

/** So often a provider is told, after longer and longer pauses (see wait_after): over about a day. */
export const mostTries = 13;

/**
 * Has a provider stop what still runs of a deleted job, and remove what it keeps of it, as far as it offers that; what is not
 * there is as good as removed. May be called again at any time. Throws what the calls throw.
 */
export async function stopAndRemove({ provider, providerRef, isUnderWay }: LeftoverWork): Promise<void> {
  const port = providerNamed(provider);
  if (isUnderWay) await port?.cancel?.(providerRef).catch(unlessGone);
  await port?.remove?.(providerRef).catch(unlessGone);
}

function unlessGone(error: unknown): void {
  if (!isNotFound(error)) throw error;
}

/** Whether it would be answered like this however often it were asked: the provider has no such call. */
export function isOver(error: unknown): boolean {
  return error instanceof ProviderError && error.facts.isUnsupported === true;
}
