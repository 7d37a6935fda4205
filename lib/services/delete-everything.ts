import { beginDeparture, canRemoveAccount, endSessions, readBelongings } from "@/lib/db/accounts";
import type { User } from "@/lib/db/user-client";
import { env } from "@/lib/env";
import type { Leaving } from "@/lib/jobs/leaving";
import { errorFields, log } from "@/lib/log";
import { InvalidInput } from "./errors";

/** What everything of this user is. Throws `DatabaseError`, and `AuthAway`. */
export async function readLeaving(user: User): Promise<Leaving> {
  const [belongings, keepsAccount] = await Promise.all([readBelongings(user.id), staysEmpty(user)]);
  return { belongings, keepsAccount, confirmation: confirmationOf(user) };
}

/**
 * Has everything of this user deleted, once they have typed what says so: noted at once, and done by `removeDeleted`, now or by the
 * next check-all. Work that runs is stopped, what providers keep is removed, and they are signed out everywhere. It cannot be
 * undone. Throws `InvalidInput` where something else was typed, and, with nothing noted, `AuthAway` while nobody can say whether the
 * account goes too.
 */
export async function deleteEverything(user: User, typed: string): Promise<void> {
  const confirmation = confirmationOf(user);
  if (typed.trim().toLowerCase() !== confirmation.toLowerCase())
    throw new InvalidInput("not_confirmed", `Type ${confirmation} to have everything deleted.`);
  await beginDeparture(user.id, await staysEmpty(user));
  // What is noted is done, whether their sessions end now or with their account.
  await endSessions(user).catch((error: unknown) =>
    log("warn", "the sessions of somebody who left were not ended", errorFields(error)),
  );
}

async function staysEmpty({ id, email }: User): Promise<boolean> {
  return (email !== "" && email === env().DEMO_EMAIL) || !(await canRemoveAccount(id));
}

function confirmationOf({ email }: User): string {
  return email === "" ? "delete everything" : email;
}
