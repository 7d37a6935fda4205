import { createServerClient } from "@supabase/ssr";
import { createClient, isAuthRetryableFetchError, type SupabaseClient } from "@supabase/supabase-js";
import { z } from "zod";
import { env } from "@/lib/env";
import { inTime } from "@/lib/in-time";
import { authFetch } from "./auth-fetch";
import { forgetSession, ownerOf, type TokenOwner } from "./good-tokens";
import { liveSessions } from "./live-sessions";
import { keptSession, sessionName, type CookieJar } from "./session-cookies";
import type { User } from "./user-client";

export type { CookieJar, User };

/** How long all that one request asks of auth may take, in milliseconds. */
const authMs = 4_000;

/** Auth did not say who is asking, neither yes nor no: it is away, or somebody else answered in its place. */
export class AuthAway extends Error {
  override readonly name = "AuthAway";

  /** Of every bundle: who is asking is found out once for pages and routes (good-tokens.ts). */
  static override [Symbol.hasInstance](value: unknown): boolean {
    return value instanceof Error && value.name === "AuthAway";
  }
}

/** True for what auth-js gives where auth did not answer, as against its own no. */
export { isAuthRetryableFetchError as isNoAnswer };

/**
 * A client that keeps its session in cookies, for signing in and out; each call of it ends within seconds. With
 * `forwardedFor`, the address that its calls are made for, Supabase counts by that instead of by ours, where its project is
 * told to; it believes that from a secret key alone.
 */
export function sessionClient(cookies: CookieJar, forwardedFor: string | null): SupabaseClient {
  return clientOf(cookies, askInTime, forwardedFor);
}

/** Judging a password is slow on purpose, and whoever enters one waits for nothing else. */
const passwordMs = 8_000;

const askInTime: typeof fetch = (input, init) => inTime(passwordMs, (late) => authFetch(late)(input, init));

function clientOf(cookies: CookieJar, ask: typeof fetch, forwardedFor: string | null = null): SupabaseClient {
  const { SUPABASE_URL: url, SUPABASE_PUBLISHABLE_KEY: publishable, SUPABASE_SECRET_KEY: secret } = env();
  const isForwarded = forwardedFor !== null && secret.startsWith("sb_secret_");
  const key = isForwarded ? secret : publishable;
  const headers = isForwarded ? { "sb-forwarded-for": forwardedFor } : {};
  // Scripts in the page never need the session, so they do not get to see it; where Realtime is used, its present token alone.
  const cookieOptions = {
    name: sessionName(),
    httpOnly: true,
    sameSite: "lax",
    secure: env().APP_URL.startsWith("https:"),
  } as const;
  return createServerClient(url, key, { cookies, cookieOptions, global: { fetch: ask, headers } });
}

/**
 * Refreshes the session in these cookies where its access token has run out, or is about to. Throws `AuthAway` for one that
 * has run out while auth is away: the cookies then stay as they are.
 */
export async function refreshSession(cookies: CookieJar): Promise<void> {
  const kept = await keptSession(cookies);
  if (!kept || kept.expiresAt > Date.now() + soonMs) return;
  try {
    await asked((ask) => freshToken(cookies, ask));
  } catch (error) {
    if (kept.isExpired) throw error;
  }
}

/** auth-js refreshes a session 90 s before its end; what is far from that need not be looked at any closer. */
const soonMs = 120_000;

/** The access token of the session in these cookies, refreshed where that is due; `null` for one that auth ends, or that is none. */
async function freshToken(cookies: CookieJar, ask: typeof fetch): Promise<string | null> {
  const { data, error } = await clientOf(cookies, ask)
    .auth.getSession()
    .catch((thrown: unknown) => ({ data: { session: null }, error: thrown }));
  if (isAuthRetryableFetchError(error)) throw error;
  return data.session?.access_token ?? null;
}

/** Ends the session in these cookies, and tells auth if it listens: whoever leaves has left. */
export async function endSession(cookies: CookieJar): Promise<void> {
  const kept = await keptSession(cookies);
  try {
    if (kept) await asked((ask) => clientOf(cookies, ask).auth.signOut({ scope: "local" }));
  } catch (error) {
    if (!(error instanceof AuthAway)) throw error;
  } finally {
    if (kept) forgetSession(sessionOf(kept.accessToken).id);
  }
  const own = cookies.getAll().filter(({ name }) => name.startsWith(sessionName()));
  cookies.setAll(
    own.map(({ name }) => ({ name, value: "", options: { path: "/", maxAge: 0 } })),
    {},
  );
}

/** The user of the session in these cookies, or `null`. The token is verified, not just read. Throws `AuthAway`. */
export async function userOfCookies(cookies: CookieJar): Promise<User | null> {
  const kept = await keptSession(cookies);
  if (!kept) return null;
  if (!kept.isExpired) return userOfToken(kept.accessToken);
  return asked(async (ask) => {
    const token = await freshToken(cookies, ask);
    return token === null ? null : ownerOf(token, () => verified(token, ask));
  });
}

/**
 * The user of an access token, or `null` for a bad or expired one, or one whose session has ended for a minute. Throws
 * `AuthAway`, and `DatabaseError` where its session cannot be asked after.
 */
export function userOfToken(accessToken: string): Promise<User | null> {
  return ownerOf(accessToken, () => asked((ask) => verified(accessToken, ask)));
}

/** What the claims of a token say of its session and its end, as far as they do. */
const SessionClaims = z.object({
  session_id: z.uuid().nullable().catch(null),
  exp: z.number().nullable().catch(null),
});

/** The session that a verified access token belongs to, and when the token runs out; `null` where it does not say. */
export function sessionOf(accessToken: string): { id: string | null; expiresAt: Date | null } {
  const [, payload = ""] = accessToken.split(".");
  const { session_id: id, exp } = claimsIn(payload);
  return { id, expiresAt: exp === null ? null : new Date(exp * 1_000) };
}

function claimsIn(payload: string): z.output<typeof SessionClaims> {
  try {
    return SessionClaims.parse(JSON.parse(Buffer.from(payload, "base64url").toString("utf8")));
  } catch {
    return { session_id: null, exp: null };
  }
}

async function verified(accessToken: string, ask: typeof fetch): Promise<TokenOwner | null> {
  const client = createClient(env().SUPABASE_URL, env().SUPABASE_PUBLISHABLE_KEY, {
    auth: { persistSession: false, autoRefreshToken: false, detectSessionInUrl: false },
    global: { fetch: ask },
  });
  // What it throws is about a token that is none; what it could not ask, it gives as an error.
  const { data, error } = await client.auth.getClaims(accessToken).catch(() => ({ data: null, error: null }));
  if (isAuthRetryableFetchError(error)) throw error;
  if (!data || data.claims.role !== "authenticated") return null;
  const { sub: id, email = "", exp } = data.claims;
  const { id: sessionId } = sessionOf(accessToken);
  // Auth itself was asked about a token with a shared secret; one that its signature vouches for may be of a session that is over.
  const isBySignature = !data.header.alg.startsWith("HS");
  if (isBySignature && sessionId !== null && (await liveSessions([sessionId])).length === 0) return null;
  return { id, email, sessionId, expiresAt: exp * 1_000 };
}

/**
 * Asks auth within the time that one request has for it. It ends at the first call that auth does not answer: auth-js would
 * go on for half a minute, and a session that it refreshed behind our back would be lost.
 */
async function asked<T>(work: (ask: typeof fetch) => Promise<T>): Promise<T> {
  const stop = new AbortController();
  const away = Promise.withResolvers<never>();
  try {
    return await inTime(authMs, (late) => {
      const ask = authFetch(AbortSignal.any([late, stop.signal]));
      const once: typeof fetch = (input, init) =>
        ask(input, init).catch((error: unknown) => {
          away.reject(new AuthAway("auth is not answering", { cause: error }));
          throw error;
        });
      return Promise.race([work(once), away.promise]);
    });
  } catch (error) {
    const isLate = error instanceof DOMException && error.name === "TimeoutError";
    if (!isLate && !isAuthRetryableFetchError(error)) throw error;
    throw new AuthAway("auth is not answering", { cause: error });
  } finally {
    stop.abort();
  }
}
