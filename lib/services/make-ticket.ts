import { randomBytes } from "node:crypto";
import { sessionOf } from "@/lib/db/session";
import type { User } from "@/lib/db/user-client";
import { keepTicket } from "@/lib/db/ws-tickets";

/** What opens one WebSocket within a minute. */
export interface Ticket {
  ticket: string;
  /** ISO 8601. */
  expiresAt: string;
}

/** A ticket for this user, as long as the token they asked with lasts, and the session it belongs to. */
export async function makeTicket({ id: userId, accessToken }: User): Promise<Ticket> {
  const { id: sessionId, expiresAt: endsAt } = sessionOf(accessToken);
  const ticket = randomBytes(32).toString("base64url");
  const expiresAt = await keepTicket(ticket, { userId, sessionId, endsAt });
  return { ticket, expiresAt: expiresAt.toISOString() };
}
