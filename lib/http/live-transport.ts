import type { User } from "@/lib/db/session";
import { env } from "@/lib/env";
import { tellByRealtime } from "@/lib/push/tell-by-realtime";

/**
 * Where a browser hears of changes: our own event stream, or a private channel of Supabase's Realtime, with what opens it:
 * the project's public key and the token of whoever asks.
 */
export type LiveTransport =
  | { transport: "stream" }
  | { transport: "realtime"; url: string; key: string; topic: string; token: string };

/** Where this user's browser is to listen: on Realtime where that is configured. Throws `DatabaseError`. */
export async function liveTransportOf({ id, accessToken }: User): Promise<LiveTransport> {
  if (!env().REALTIME) return { transport: "stream" };
  await tellByRealtime();
  const { SUPABASE_URL: url, SUPABASE_PUBLISHABLE_KEY: key } = env();
  return { transport: "realtime", url, key, topic: `user:${id}`, token: accessToken };
}

/** Where Realtime answers, for a content policy; `null` where it is not used. */
export function realtimeOrigin(): string | null {
  return env().REALTIME ? new URL(env().SUPABASE_URL).origin.replace(/^http/, "ws") : null;
}
