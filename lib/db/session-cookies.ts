import { combineChunks, parseCookieHeader, stringFromBase64URL, type CookieOptions } from "@supabase/ssr";
import { z } from "zod";
import { env } from "@/lib/env";

export interface CookieJar {
  getAll(): Array<{ name: string; value: string }>;
  /** `headers` must reach the response whenever cookies change, or a cache might keep a session. */
  setAll(
    cookies: Array<{ name: string; value: string; options: CookieOptions }>,
    headers: Record<string, string>,
  ): void;
}

/** The cookies of a request's header, where none can be set: sessions are refreshed in proxy.ts, before a route is reached. */
export function cookiesIn(header: string | null): CookieJar {
  const cookies = parseCookieHeader(header ?? "");
  return {
    getAll: () => cookies.map(({ name, value }) => ({ name, value: value ?? "" })),
    setAll: () => {},
  };
}

/** What a session's cookies say. Nobody has verified any of it. */
export interface KeptSession {
  accessToken: string;
  /** In milliseconds since 1970. */
  expiresAt: number;
  isExpired: boolean;
  id: string;
  email: string;
}

const Kept = z
  .object({
    access_token: z.string(),
    // Without one auth-js throws where nobody can catch it.
    refresh_token: z.string().min(1),
    expires_at: z.number(),
    user: z.object({ id: z.string(), email: z.string().catch("") }).catch({ id: "", email: "" }),
  })
  .transform(({ access_token: accessToken, expires_at: expiresAt, user }): KeptSession => ({
    accessToken,
    expiresAt: expiresAt * 1_000,
    isExpired: expiresAt * 1_000 <= Date.now(),
    ...user,
  }));

/** Under which name supabase-js keeps a session. */
export function sessionName(): string {
  return `sb-${new URL(env().SUPABASE_URL).hostname.split(".")[0]}-auth-token`;
}

/** The session in these cookies, read but not verified; `null` where there is none that can be read. */
export async function keptSession(cookies: CookieJar): Promise<KeptSession | null> {
  const all = new Map(cookies.getAll().map(({ name, value }) => [name, value]));
  const text = await combineChunks(sessionName(), (name) => all.get(name) ?? null);
  if (text === null) return null;
  try {
    const json = text.startsWith("base64-") ? stringFromBase64URL(text.slice("base64-".length)) : text;
    return Kept.safeParse(JSON.parse(json)).data ?? null;
  } catch {
    return null;
  }
}
