import { retentionSince } from "@/lib/db/old-jobs";
import { env } from "@/lib/env";
import type { Retention } from "@/lib/jobs/retention";
import { errorFields, log } from "@/lib/log";

/** It changes with a deployment at most. */
const freshMs = 60_000;

let known: Promise<Date> | undefined;
let readAt = -Infinity;

/** For how long ended jobs are kept, as it was within the last minute; `null`: for ever. */
export async function retention(): Promise<Retention | null> {
  const { RETENTION_DAYS: days } = env();
  if (days === null) return null;
  const now = performance.now();
  if (!known || now - readAt > freshMs) {
    readAt = now;
    known = retentionSince(days).catch((error: unknown) => {
      log("warn", "since when jobs are removed could not be read", errorFields(error));
      // Rather too soon than too late.
      return new Date(0);
    });
  }
  return { days, since: await known };
}
