import { readHistory } from "@/lib/db/usual-times";
import { noHistory, type History } from "@/lib/jobs/history";
import { errorFields, log } from "@/lib/log";

/** The database makes it anew every five minutes at most (see record_check_run); a minute later is soon enough here. */
const freshMs = 60_000;

let known: Promise<History> = Promise.resolve(noHistory);
let readAt = -Infinity;

/** Our own history, as it was within the last minute. Without it, the kinds' own estimates are good enough. */
export async function history(): Promise<History> {
  const now = performance.now();
  if (now - readAt > freshMs) {
    readAt = now;
    known = readHistory().catch((error: unknown) => {
      log("warn", "usual times could not be read", errorFields(error));
      return noHistory;
    });
  }
  return known;
}
