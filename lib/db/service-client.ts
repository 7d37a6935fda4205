import { createClient, type SupabaseClient } from "@supabase/supabase-js";
import { env } from "@/lib/env";
import { impatientFetch } from "./impatient-fetch";

let client: SupabaseClient | undefined;

/** The client with every right, for our own functions and storage. Never leaves the server. */
export function serviceClient(): SupabaseClient {
  client ??= createClient(env().SUPABASE_URL, env().SUPABASE_SECRET_KEY, {
    global: { fetch: impatientFetch },
    auth: { persistSession: false, autoRefreshToken: false, detectSessionInUrl: false },
  });
  return client;
}
