import type { Job } from "./job";

/** For how many days jobs are kept that have ended, and since when for no more than that. */
export interface Retention {
  days: number;
  since: Date;
}

const dayMs = 86_400_000;
/** It is said for so many days before anything goes. */
const saidDays = 7;

/** From when on a job that has ended may be removed; `null`: it is kept, as favourites are, or has not ended. */
export function removedAt(
  { completedAt, favouriteAt, unfavouredAt }: Pick<Job, "completedAt" | "favouriteAt" | "unfavouredAt">,
  retention: Retention | null,
): Date | null {
  if (completedAt === null || favouriteAt !== null || retention === null) return null;
  const { days, since } = retention;
  const saidSince = Math.max(since.getTime(), unfavouredAt?.getTime() ?? -Infinity);
  return new Date(Math.max(completedAt.getTime() + days * dayMs, saidSince + saidDays * dayMs));
}
