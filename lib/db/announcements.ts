import { z } from "zod";
import { callFunction } from "./call-function";
import { LedgerUpdate } from "./ledger-tail";

/** An event that is to be published; `null` for one that cannot be read. */
export interface Announcement {
  id: number;
  row: LedgerUpdate | null;
}

const Taken = z
  .array(z.looseObject({ id: z.number() }))
  .transform((rows) =>
    rows.map((row): Announcement => ({ id: row.id, row: LedgerUpdate.safeParse(row).data ?? null })),
  );

/**
 * Forgets the events that were published, and takes at most so many that are to be, oldest first; they are nobody else's
 * for `leaseMs`. From now on, and for an hour at least, new events are written down for that. Throws `DatabaseError`.
 */
export function takeAnnouncements(
  told: readonly number[],
  limit: number,
  leaseMs: number,
): Promise<Announcement[]> {
  return callFunction("take_announcements", { p_told: told, p_limit: limit, p_lease_ms: leaseMs }, Taken);
}

/** From now on, and for an hour at least, new events are told by Supabase's Realtime too. Throws `DatabaseError`. */
export async function keepRealtime(): Promise<void> {
  await callFunction("keep_publishing", { p_by: "realtime" }, z.unknown());
}
