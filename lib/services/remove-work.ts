import type { LeftoverWork } from "@/lib/db/leftovers";
import { takenRefs } from "@/lib/db/taken-refs";
import type { Provider } from "@/lib/providers/provider";
import { asError, isNotFound, ProviderError } from "@/lib/providers/provider-error";
import { providerNamed, providerNames } from "@/lib/providers/registry";

/** So often a provider is told, after longer and longer pauses (see wait_after): over about a day. */
export const mostTries = 13;

/** A list that is empty may be a stub; one that is empty so often is believed. */
const enoughLooks = 3;

/** The providers that can be asked whether they have begun something for an operation of ours. */
export function findable(): string[] {
  return providerNames.filter((name) => providerNamed(name)?.findForgotten !== undefined);
}

/** Whether nothing has to be done about it: its provider is known, and can neither stop nor remove it. */
export function isIdle({ provider, providerRef, isUnderWay }: LeftoverWork): boolean {
  const port = providerNamed(provider);
  return port !== undefined && providerRef !== null && !port.remove && !(isUnderWay && port.cancel);
}

/**
 * Has a provider stop what still runs of a deleted job, and remove what it keeps of it, as far as it offers that; what is not
 * there is as good as removed. Of a start that nobody has heard the end of, it is asked first whether it has begun it. May be
 * called again at any time. Throws what the calls throw, once all have been made, and rather what may go otherwise next time;
 * and where nobody can say yet what is there.
 */
export async function stopAndRemove(work: LeftoverWork): Promise<void> {
  const port = providerNamed(work.provider);
  if (!port) throw new Error(`no provider ${work.provider} is known here`);
  const ref = work.providerRef ?? (await lookedUp(port, work));
  if (ref === null) return;
  const stop = work.isUnderWay ? await troubleWith(port.cancel?.(ref)) : null;
  const removal = await troubleWith(port.remove?.(ref));
  const troubles = [stop, removal].filter((trouble) => trouble !== null);
  const trouble = troubles.find((each) => !isOver(each)) ?? troubles[0];
  if (trouble) throw trouble;
}

/** The reference of what was begun; `null` where nothing was. */
async function lookedUp(port: Provider, work: LeftoverWork): Promise<string | null> {
  const { operationId, provider, startedAt: since, tries } = work;
  const taken = (refs: readonly string[]) => takenRefs(provider, refs, operationId);
  const found = await port.findForgotten?.({ operationId, since, taken });
  if (found?.type === "found") return found.started.ref;
  if (found?.type === "absent" && (found.isVouched || tries >= enoughLooks)) return null;
  throw new Error("nobody can say yet whether it was begun");
}

/** What went wrong with a call; `null` where nothing did, or there is nothing to be stopped or removed. */
async function troubleWith(call: Promise<unknown> | undefined): Promise<Error | null> {
  try {
    await call;
    return null;
  } catch (error) {
    return isNotFound(error) ? null : asError(error);
  }
}

/** Whether it would be answered like this however often it were asked: the provider has no such call. */
export function isOver(error: unknown): boolean {
  return error instanceof ProviderError && error.facts.isUnsupported === true;
}
