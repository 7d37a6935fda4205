import { createServerClient, type CookieOptions } from "@supabase/ssr";
import { createClient, type SupabaseClient } from "@supabase/supabase-js";
import { env } from "@/lib/env";
import type { User } from "./user-client";

export type { User };

export interface CookieJar {
  getAll(): Array<{ name: string; value: string }>;
  /** `headers` must reach the response whenever cookies change, or a cache might keep a session. */
  setAll(
    cookies: Array<{ name: string; value: string; options: CookieOptions }>,
    headers: Record<string, string>,
  ): void;
}

/** A client that keeps its session in cookies: for signing in and out, and for refreshing. */
export function sessionClient(cookies: CookieJar): SupabaseClient {
  const { SUPABASE_URL: url, SUPABASE_PUBLISHABLE_KEY: key, APP_URL: appUrl } = env();
  // Scripts in the page never need the session, so they do not get to see it.
  const cookieOptions = { httpOnly: true, sameSite: "lax", secure: appUrl.startsWith("https:") } as const;
  return createServerClient(url, key, { cookies, cookieOptions });
}

/** The user of the session in these cookies, or `null`. The token is verified, not just read. */
export async function userOfCookies(cookies: CookieJar): Promise<User | null> {
  const client = sessionClient(cookies);
  const { data } = await client.auth.getSession();
  return data.session ? userOfToken(data.session.access_token) : null;
}

/** The user of an access token, or `null` for a bad or expired one. */
export async function userOfToken(accessToken: string): Promise<User | null> {
  const client = createClient(env().SUPABASE_URL, env().SUPABASE_PUBLISHABLE_KEY, {
    auth: { persistSession: false, autoRefreshToken: false, detectSessionInUrl: false },
  });
  const { data } = await client.auth.getClaims(accessToken).catch(() => ({ data: null }));
  if (!data || data.claims.role !== "authenticated") return null;
  return { id: data.claims.sub, email: data.claims.email ?? "", accessToken };
}
