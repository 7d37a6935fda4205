import { createHash } from "node:crypto";
import { z } from "zod";
import { callPromptly } from "./call-function";
import { time } from "./job-row";

/** Who opens a connection, and how long it may last. */
export interface Identity {
  userId: string;
  /** `null` where a token names none. */
  sessionId: string | null;
  /** When its token runs out; `null` for one that does not. */
  endsAt: Date | null;
}

const IdentityRow = z
  .object({
    user_id: z.string(),
    session_id: z.string().nullable(),
    ends_at: time.nullable(),
  })
  .transform((row): Identity => ({
    userId: row.user_id,
    sessionId: row.session_id,
    endsAt: row.ends_at,
  }));

/** Keeps a ticket that opens one connection as this identity, and returns when it runs out, by the database's clock. */
export function keepTicket(ticket: string, { userId, sessionId, endsAt }: Identity): Promise<Date> {
  const identity = { p_user_id: userId, p_session_id: sessionId, p_ends_at: endsAt?.toISOString() ?? null };
  const args = { p_hash: hashOf(ticket), ...identity };
  return callPromptly("keep_ws_ticket", args, time);
}

/** Uses a ticket up, and returns whose it was; `null` for one that was used, has run out, or never was. */
export async function spendTicket(ticket: string): Promise<Identity | null> {
  const rows = await callPromptly("spend_ws_ticket", { p_hash: hashOf(ticket) }, z.array(IdentityRow).max(1));
  return rows[0] ?? null;
}

/** Whoever reads the database cannot open anything with what it keeps. */
const hashOf = (ticket: string): string => createHash("sha256").update(ticket).digest("hex");
