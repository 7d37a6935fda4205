import { keepRealtime } from "@/lib/db/announcements";

/** It lasts for an hour. */
const everyMs = 10 * 60_000;
let keptAt = -Infinity;

/** Has events told by Supabase's Realtime from now on, since somebody listens there. Throws `DatabaseError`. */
export async function tellByRealtime(): Promise<void> {
  const now = performance.now();
  if (now - keptAt < everyMs) return;
  await keepRealtime();
  keptAt = now;
}
