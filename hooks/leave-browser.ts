import { endWorkOfOthers } from "./owners-work";
import { dropStore } from "./queue-store";

/** What is to be done in a browser before somebody is signed out of it: nothing goes on, and no pictures stay behind. Never throws. */
export async function leaveBrowser(owner: string): Promise<void> {
  endWorkOfOthers(null);
  await dropStore(owner);
}
