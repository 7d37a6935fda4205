import { endDeparture, removeAccount } from "@/lib/db/accounts";
import type { Leaver } from "@/lib/db/leftovers";
import { errorFields, log } from "@/lib/log";
import { mostTries } from "./remove-work";

/**
 * Removes the account of somebody of whom nothing else is left, unless it is to stay; where auth refuses that, or has not
 * answered for about a day, it stays empty, and whoever runs Darkroom is told. May be called again at any time. Whether there
 * is nothing left to do.
 */
export async function isLetGo({ userId, keepsAccount, tries }: Leaver): Promise<boolean> {
  try {
    if (!keepsAccount) {
      if ((await removeAccount(userId)) === "refused") log("error", "an empty account stays", { userId });
    }
    await endDeparture(userId);
    return true;
  } catch (error) {
    const isHopeless = tries >= mostTries;
    log(isHopeless ? "error" : "warn", "an empty account was not removed", {
      userId,
      tries,
      ...errorFields(error),
    });
    if (isHopeless) await endDeparture(userId).catch(() => undefined);
    return isHopeless;
  }
}
