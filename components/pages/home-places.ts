import { isNewer } from "@/hooks/job-cache";
import type { JobView } from "@/lib/jobs/job-view";
import { isTerminal } from "@/lib/jobs/status";
import { mostActive, mostLately } from "./home-limits";

/** A job as the home page saw it last. */
export interface Seen {
  job: JobView;
  /** Whether it was over when it was first seen. */
  wasOver: boolean;
}

/** Jobs by id. */
export type JobsById = ReadonlyMap<string, JobView>;

/** Every job once, by id, as it was told last. */
export function newestOf(jobs: readonly JobView[]): JobsById {
  const newest = new Map<string, JobView>();
  for (const job of jobs) {
    const known = newest.get(job.id);
    if (!known || isNewer(job, known)) newest.set(job.id, job);
  }
  return newest;
}

/** All that was seen so far, with what is listed now; the same where that is nothing new. */
export function seenWith(seen: ReadonlyMap<string, Seen>, listed: JobsById): ReadonlyMap<string, Seen> {
  const fresh = [...listed.values()].filter((job) => seen.get(job.id)?.job !== job);
  if (fresh.length === 0) return seen;
  const all = new Map(seen);
  for (const job of fresh) {
    all.set(job.id, { job, wasOver: seen.get(job.id)?.wasOver ?? isTerminal(job.status) });
  }
  return all;
}

/**
 * Where each job stands on the home page, newest first: under way, or over. By what it was when it was first seen there it has
 * its place, and keeps it, with what has the focus in it; one that was over and runs again moves up only if it is not shown
 * among what is over.
 */
export function homePlaces(
  seen: Iterable<Seen>,
  listed: JobsById,
): { now: readonly JobView[]; lately: readonly JobView[] } {
  const all = [...seen].toSorted(
    (one, other) => Date.parse(other.job.createdAt) - Date.parse(one.job.createdAt),
  );
  const isUnderWay = ({ id, status }: JobView) => listed.has(id) && !isTerminal(status);
  const lately = all.flatMap(({ job, wasOver }) => (wasOver ? [job] : [])).slice(0, mostLately);
  const places = all.flatMap(({ job, wasOver }) =>
    wasOver && (lately.includes(job) || !isUnderWay(job)) ? [] : [job],
  );
  const ended = places.filter((job) => !isUnderWay(job)).slice(0, mostActive);
  return { now: places.filter((job) => isUnderWay(job) || ended.includes(job)), lately };
}
