import { createClient, type SupabaseClient } from "@supabase/supabase-js";
import { env } from "@/lib/env";
import { awaitedMs, backgroundMs, impatientFetch } from "./impatient-fetch";

let patient: SupabaseClient | undefined;
let prompt: SupabaseClient | undefined;

/** The client with every right, for our own functions and storage. Never leaves the server. */
export function serviceClient(): SupabaseClient {
  return (patient ??= clientWithin(backgroundMs));
}

/** The same for what a person waits for: it gives up sooner. */
export function promptServiceClient(): SupabaseClient {
  return (prompt ??= clientWithin(awaitedMs));
}

function clientWithin(ms: number): SupabaseClient {
  return createClient(env().SUPABASE_URL, env().SUPABASE_SECRET_KEY, {
    global: { fetch: impatientFetch(ms) },
    // It would ask up to four times, and for as long.
    db: { retry: false },
    auth: { persistSession: false, autoRefreshToken: false, detectSessionInUrl: false },
  });
}
