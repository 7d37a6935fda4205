import { requireSchema } from "@/lib/db/schema-version";
import { sessionOf, userOfToken } from "@/lib/db/session";
import { spendTicket, type Identity } from "@/lib/db/ws-tickets";
import type { Credential } from "./handshake";
import { Refusal } from "./refusal";

/** Whose connection this opens. Throws `Refusal` for whoever is nobody, and what the database or auth throw. */
export async function identify(credential: Credential): Promise<Identity> {
  await requireSchema();
  if (credential.type === "token") return ofToken(credential.token);
  const identity = await spendTicket(credential.ticket);
  if (identity) return identity;
  throw new Refusal(
    "unauthorized",
    "This ticket was used, is older than a minute, or is none: ask POST /api/ws-ticket for another.",
  );
}

async function ofToken(token: string): Promise<Identity> {
  const user = await userOfToken(token);
  if (!user) throw new Refusal("unauthorized", "This access token is none, or has run out.");
  const { id, expiresAt } = sessionOf(token);
  return { userId: user.id, sessionId: id, endsAt: expiresAt };
}
