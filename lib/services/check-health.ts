import { pingDatabase } from "@/lib/db/ping";

/** Whether the database answers, within two seconds. */
export function isDatabaseWell(): Promise<boolean> {
  return pingDatabase();
}
