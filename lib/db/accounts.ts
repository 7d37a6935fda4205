import { isAuthError, isAuthRetryableFetchError } from "@supabase/supabase-js";
import { z } from "zod";
import type { Belongings } from "@/lib/jobs/leaving";
import { callFunction, callPromptly } from "./call-function";
import { forgetUser } from "./good-tokens";
import { AuthAway } from "./session";
import { promptServiceClient, serviceClient } from "./service-client";
import type { User } from "./user-client";

const BelongingsRow = z
  .object({
    jobs: z.number(),
    under_way: z.number(),
    results: z.number(),
    uploads: z.number(),
    images: z.number(),
    endpoints: z.number(),
    chats: z.number(),
  })
  .transform(({ under_way: underWay, ...counts }): Belongings => ({ ...counts, underWay }));

/** What there is of this user. Throws `DatabaseError`. */
export function readBelongings(userId: string): Promise<Belongings> {
  return callPromptly("belongings", { p_user_id: userId }, BelongingsRow);
}

/** Notes that everything of this user is to be deleted: from then on nothing of theirs can be begun. Throws `DatabaseError`. */
export async function beginDeparture(userId: string, keepsAccount: boolean): Promise<void> {
  const args = { p_user_id: userId, p_keeps_account: keepsAccount };
  await callPromptly("begin_departure", args, z.unknown());
}

/**
 * Removes a part of what somebody has who has everything deleted: at most so many jobs, or all else. Returns how much; 0 once
 * there is nothing of anybody. Throws `DatabaseError`.
 */
export function depart(most: number): Promise<number> {
  return callFunction("depart", { p_limit: most }, z.number());
}

/** Nothing is left of this user but the account, and that stays. Throws `DatabaseError`. */
export async function endDeparture(userId: string): Promise<void> {
  await callFunction("end_departure", { p_user_id: userId }, z.unknown());
}

/** Ends all sessions of this user, wherever they are signed in. Throws `AuthAway`, and what auth refuses it with. */
export async function endSessions({ id, accessToken }: User): Promise<void> {
  try {
    const { error } = await promptServiceClient().auth.admin.signOut(accessToken, "global");
    // That the session is over already is as good.
    if (error && ![401, 403, 404].includes(error.status ?? 0)) throw error;
  } catch (error) {
    throw isAuthRetryableFetchError(error) ? new AuthAway("auth is not answering", { cause: error }) : error;
  } finally {
    forgetUser(id);
  }
}

/**
 * Whether auth lets this server remove accounts: `false` only where it says that it does not. Throws `AuthAway` where it does not
 * answer properly: what is decided by this is decided for good.
 */
export async function canRemoveAccount(userId: string): Promise<boolean> {
  const { data, error } = await promptServiceClient()
    .auth.admin.getUserById(userId)
    .catch((thrown: unknown) => ({ data: { user: null }, error: thrown }));
  if (!error) return data.user?.id === userId;
  if (isRefusal(error)) return false;
  throw new AuthAway("auth is not answering", { cause: error });
}

/** Whether auth has understood what it was asked, and does not do it. */
function isRefusal(error: unknown): boolean {
  const status = isAuthError(error) ? (error.status ?? 0) : 0;
  return status >= 400 && status < 500 && ![408, 425, 429].includes(status);
}

/**
 * Removes this user's account, and with it whatever row may still name them; one that is gone is as good as removed. `refused`
 * where auth does not let this server do so. Throws where it does not answer properly.
 */
export async function removeAccount(userId: string): Promise<"removed" | "refused"> {
  const { error } = await serviceClient().auth.admin.deleteUser(userId);
  if (!error || error.status === 404) return "removed";
  if (isRefusal(error)) return "refused";
  throw error;
}
