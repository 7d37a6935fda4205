import { readJobs, type JobFilter } from "@/lib/db/read-jobs";
import type { User } from "@/lib/db/user-client";
import type { Job } from "@/lib/jobs/job";
import { kindNamed } from "@/lib/kinds/registry";
import { cursorOf, placeAt } from "./cursor";
import { InvalidInput } from "./errors";

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
  const place = placeAt(cursor);
  const after = place && { ...place, createdAt: place.createdAt.toISOString() };
  const rows = await readJobs(user, { ...filter, after });
  const items = rows.slice(0, filter.limit);
  const last = items.at(-1);
  return { items, nextCursor: last && rows.length > filter.limit ? cursorOf(last) : null };
}
