import { createClient, type SupabaseClient } from "@supabase/supabase-js";
import { env } from "@/lib/env";
import { awaitedMs, impatientFetch } from "./impatient-fetch";

/** Who is asking: the user's id, and the token under which the database sees only their rows. */
export interface User {
  id: string;
  email: string;
  accessToken: string;
}

/** A client that sees what this user may see, and writes nothing; this user waits for it. */
export function userClient(user: Pick<User, "accessToken">): SupabaseClient {
  return createClient(env().SUPABASE_URL, env().SUPABASE_PUBLISHABLE_KEY, {
    // Without a client for auth inside, which is most of what one costs.
    accessToken: async () => user.accessToken,
    global: { fetch: impatientFetch(awaitedMs) },
    // It would ask up to four times, and for as long.
    db: { retry: false },
  });
}
