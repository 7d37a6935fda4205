import { keptIds } from "./deletions-again";
import { dropDeletion } from "./kept-deletions";
import { endWorkOfOthers } from "./owners-work";
import { dropStore } from "./queue-store";
import { forgetTold } from "./told-jobs";

/**
 * What is to be done in a browser before somebody is signed out of it: nothing goes on, and no pictures of theirs stay in its queue,
 * nor what it was to tell of, nor what was deleted a moment ago. Never throws.
 */
export async function leaveBrowser(owner: string): Promise<void> {
  endWorkOfOthers(null);
  forgetTold(owner);
  for (const id of keptIds()) dropDeletion(id);
  await dropStore(owner);
}

/** Whoever leaves waits for nobody longer than this, in milliseconds. */
const longestWaitMs = 2_000;

/**
 * Has the browser forget the pictures that it was shown and keeps, by asking for an answer that says so: to be called while somebody
 * is signed in. Never throws: where nobody answers they stay.
 */
export async function forgetShown(): Promise<void> {
  const signal = AbortSignal.timeout(longestWaitMs);
  await fetch("/api/account/leave", { method: "POST", signal }).catch(() => undefined);
}
