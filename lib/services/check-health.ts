import { DatabaseError } from "@/lib/db/database-error";
import { pingDatabase } from "@/lib/db/ping";

/** Throws a `DatabaseError` unless the database answers within two seconds. */
export async function requireDatabase(): Promise<void> {
  if (!(await pingDatabase())) throw new DatabaseError("ping: no answer", undefined, { status: 0 });
}
