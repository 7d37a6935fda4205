import { z } from "zod";
import { readJobs, type JobFilter } from "@/lib/db/read-jobs";
import type { User } from "@/lib/db/user-client";
import type { Job } from "@/lib/jobs/job";
import { kindNamed } from "@/lib/kinds/registry";
import { InvalidInput } from "./errors";

/** As `encode` makes it: no other time zone, no more than milliseconds, and a year that the database has too. */
const Cursor = z.object({
  createdAt: z.iso.datetime({ precision: 3 }).refine((text) => text.startsWith("2")),
  id: z.uuid(),
});

export interface ListedJobs {
  items: Job[];
  nextCursor: string | null;
}

/** A page of this user's jobs, newest first. `cursor` is a `nextCursor` of the page before. */
export async function listJobs(
  user: User,
  filter: Omit<JobFilter, "after">,
  cursor: string | undefined,
): Promise<ListedJobs> {
  if (filter.kind !== undefined && !kindNamed(filter.kind)) {
    throw new InvalidInput("unknown_kind", "There is no such kind of job.");
  }
  const rows = await readJobs(user, { ...filter, after: cursor === undefined ? undefined : decode(cursor) });
  const items = rows.slice(0, filter.limit);
  const last = items.at(-1);
  return { items, nextCursor: last && rows.length > filter.limit ? encode(last) : null };
}

function encode(job: Job): string {
  return Buffer.from(JSON.stringify({ createdAt: job.createdAt.toISOString(), id: job.id })).toString(
    "base64url",
  );
}

function decode(cursor: string): z.infer<typeof Cursor> {
  try {
    return Cursor.parse(JSON.parse(Buffer.from(cursor, "base64url").toString("utf8")));
  } catch {
    throw new InvalidInput("invalid_cursor", "The cursor is not one that a list gave out.");
  }
}
