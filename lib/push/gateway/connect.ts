import { DatabaseError } from "@/lib/db/database-error";
import { SchemaMismatch } from "@/lib/db/schema-version";
import { AuthAway } from "@/lib/db/session";
import { errorFields, log, logSeldom } from "@/lib/log";
import { InvalidCursor } from "@/lib/push/cursor";
import { TooManyListeners, type Listening } from "@/lib/push/listen";
import type { Listener } from "@/lib/push/listener";
import type { Closing, Connection } from "./connection";
import { Refusal } from "./refusal";

/** Who tells connections: `listen` of lib/push/listen.ts. */
export type Listen = (listener: Listener) => Promise<Listening>;

/** Lets a connection hear; resolves once it is open, or its client gone. Throws what speaks against it. */
export async function connect(connection: Connection, listen: Listen): Promise<void> {
  const begun = Promise.withResolvers<void>();
  connection.begun = begun.resolve;
  connection.hearsBy(await listen(connection));
  await begun.promise;
  const { closing, isOpened } = connection;
  if (closing && !isOpened) throw refusalFor(closing.why);
}

/** For what closes a connection that is none yet. */
function refusalFor(why: Closing): Refusal {
  if (why === "revoked") return new Refusal("unauthorized", "This session is over.");
  if (why === "too_old")
    return new Refusal("too_old", "This cursor is too old: ask for everything anew, and connect without it.");
  return new Refusal("unavailable", "The gateway ends, or has no time just now: connect again.");
}

/** Why nobody is let in, whatever was thrown. What we did not foresee is logged, and not described. */
export function refusalOf(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  if (error instanceof InvalidCursor) return new Refusal("invalid_cursor", error.message);
  if (error instanceof TooManyListeners) return new Refusal("too_many_listeners", error.message);
  const isAway = error instanceof DatabaseError && error.isAway;
  if (isAway || error instanceof AuthAway) {
    logSeldom("error", "what the gateway stands on does not answer", errorFields(error));
    return new Refusal("unavailable", "Darkroom’s own ground is not answering just now. Nothing is lost.");
  }
  if (error instanceof SchemaMismatch) return new Refusal("unavailable", error.message);
  log("error", "a connection failed", errorFields(error));
  return new Refusal("internal", "Something went wrong on our side.");
}
