import type { AuthError } from "@supabase/supabase-js";
import { isNoAnswer, sessionClient, type CookieJar } from "./session";

/** An email address and a password. */
export interface Credentials {
  email: string;
  password: string;
}

/** What auth says to somebody who wants to come in. `away` is no answer, with what came instead. */
export type AuthAnswer =
  | { outcome: "in" }
  /** Somebody has to follow the link in their inbox first. */
  | { outcome: "unconfirmed" }
  | { outcome: "refused" }
  /** Auth has limits of its own, and says no time. */
  | { outcome: "limited" }
  | { outcome: "away"; error: Error };

/** Asks auth to sign somebody in; the session is then in the cookies. `forwardedFor`: see `sessionClient`. */
export async function signIn(
  cookies: CookieJar,
  forwardedFor: string | null,
  credentials: Credentials,
): Promise<AuthAnswer> {
  const { error } = await sessionClient(cookies, forwardedFor).auth.signInWithPassword(credentials);
  return answerOf(error);
}

/** The same with a new account, which may have to be confirmed first. */
export async function signUp(
  cookies: CookieJar,
  forwardedFor: string | null,
  credentials: Credentials,
): Promise<AuthAnswer> {
  const { data, error } = await sessionClient(cookies, forwardedFor).auth.signUp(credentials);
  return error || data.session ? answerOf(error) : { outcome: "unconfirmed" };
}

function answerOf(error: AuthError | null): AuthAnswer {
  if (error === null) return { outcome: "in" };
  if (error.code === "email_not_confirmed") return { outcome: "unconfirmed" };
  if (error.status === 429) return { outcome: "limited" };
  return isNoAnswer(error) ? { outcome: "away", error } : { outcome: "refused" };
}
