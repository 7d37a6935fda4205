import { countByKind, findJobs, type WordsFilter } from "@/lib/db/find-jobs";
import { readJobs } from "@/lib/db/read-jobs";
import type { User } from "@/lib/db/user-client";
import type { Job } from "@/lib/jobs/job";
import type { JobCount } from "@/lib/jobs/job-count";
import { kindNamed } from "@/lib/kinds/registry";
import { cursorOf, placeAt } from "./cursor";
import { InvalidInput } from "./errors";

export interface ListedJobs {
  items: Job[];
  nextCursor: string | null;
}

/** Which jobs are meant: those that fit all of it. */
export interface ListFilter extends Omit<WordsFilter, "words"> {
  /** Words as a person types them: each stands in what a job is about, or begins a word there. */
  q?: string | undefined;
}

/** A page of this user's jobs, newest first. `cursor` is a `nextCursor` of the page before. Throws `InvalidInput`. */
export async function listJobs(
  user: User,
  { q: words, limit, ...filter }: ListFilter & { limit: number },
  cursor: string | undefined,
): Promise<ListedJobs> {
  if (filter.kind !== undefined && !kindNamed(filter.kind)) {
    throw new InvalidInput("unknown_kind", "There is no such kind of job.");
  }
  const place = placeAt(cursor);
  const after = place && { ...place, createdAt: place.createdAt.toISOString() };
  const rows =
    words === undefined
      ? await readJobs(user, { ...filter, limit, after })
      : await findJobs(user.id, { ...filter, words }, limit, after);
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, nextCursor: last && rows.length > limit ? cursorOf(last) : null };
}

/** How many jobs of this user there are of each kind and status, of those that fit. */
export async function jobCounts(
  user: User,
  { q: words, isFavourite, from, to }: Pick<ListFilter, "q" | "isFavourite" | "from" | "to">,
): Promise<JobCount[]> {
  return countByKind(user.id, { words, isFavourite, from, to });
}
