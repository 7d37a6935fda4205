import { beginDeparture, canRemoveAccount, endSessions, readBelongings } from "@/lib/db/accounts";
import type { User } from "@/lib/db/user-client";
import { env } from "@/lib/env";
import type { Belongings, Leaving } from "@/lib/jobs/leaving";
import { errorFields, log } from "@/lib/log";
import { InvalidInput } from "./errors";

/** How much there is of this user. Throws `DatabaseError`. */
export function readAllOf({ id }: User): Promise<Belongings> {
  return readBelongings(id);
}

/** What everything of this user is, and whether the account stays. Throws `DatabaseError`, and `AuthAway`. */
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
  await beginDeparture(user.id, (await staysEmpty(user)) !== null);
  // What is noted is done, whether their sessions end now or with their account.
  await endSessions(user).catch((error: unknown) =>
    log("warn", "the sessions of somebody who left were not ended", errorFields(error)),
  );
}

async function staysEmpty({ id, email }: User): Promise<Leaving["keepsAccount"]> {
  if (email !== "" && email === env().DEMO_EMAIL) return "shared";
  return (await canRemoveAccount(id)) ? null : "refused";
}

function confirmationOf({ email }: User): string {
  return email === "" ? "delete everything" : email;
}
