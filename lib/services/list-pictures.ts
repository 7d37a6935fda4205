import { JobRow } from "@/lib/db/job-row";
import { listMade } from "@/lib/db/made";
import { readJob, readSeenRows } from "@/lib/db/read-jobs";
import type { User } from "@/lib/db/user-client";
import type { Job } from "@/lib/jobs/job";
import {
  pictureId,
  pictureKinds,
  picturesOf,
  type PictureKind,
  type PictureView,
} from "@/lib/jobs/picture-view";
import { kindNamed, kindOf } from "@/lib/kinds/registry";
import { errorFields, log } from "@/lib/log";
import { cursorOfMade, madeAt } from "./cursor";

export interface ListedPictures {
  items: PictureView[];
  nextCursor: string | null;
}

/** Which of them, and how many at most. */
export interface PictureFilter {
  kind?: PictureKind | undefined;
  limit: number;
}

/**
 * A page of what this user's jobs have made, the one that ended last first. `cursor` is a `nextCursor` of the page before. What
 * is deleted meanwhile is left out, so that a page may be short and yet have one behind it. Throws `InvalidInput`.
 */
export async function listPictures(
  user: User,
  { kind, limit }: PictureFilter,
  cursor?: string,
): Promise<ListedPictures> {
  const places = await listMade(
    user.id,
    stepsOf(kind ? [kind] : pictureKinds),
    limit + 1,
    madeAt(cursor) ?? null,
  );
  const page = places.slice(0, limit);
  const rows = await readSeenRows(user, [...new Set(page.map(({ jobId }) => jobId))]);
  const views = [...rows].flatMap(([jobId, row]) => picturesIn(jobId, row));
  const byId = new Map(views.map((view) => [view.id, view]));
  const last = page.at(-1);
  return {
    items: page.flatMap(({ jobId, name }) => byId.get(pictureId(jobId, name)) ?? []),
    nextCursor: last && places.length > limit ? cursorOfMade(last) : null,
  };
}

/** One of them; `null` where this user has none such. */
export async function findPicture(user: User, jobId: string, name: string): Promise<PictureView | null> {
  const job = await readJob(user, jobId);
  return (job && seenIn(job).find(({ id }) => id === pictureId(jobId, name))) ?? null;
}

function stepsOf(kinds: readonly PictureKind[]): Record<string, string> {
  return Object.fromEntries(kinds.map((name) => [name, kindNamed(name)?.frames ?? ""]));
}

/** Nothing of a row that cannot be read: the others are shown all the same. */
function picturesIn(jobId: string, row: unknown): PictureView[] {
  const { data, error } = JobRow.safeParse(row);
  if (error) log("error", "a job cannot be read", { jobId, ...errorFields(error) });
  return data ? seenIn(data) : [];
}

/** Nothing of a job whose input its kind no longer reads: its own page shows it as of a retired kind. */
function seenIn(job: Job): PictureView[] {
  try {
    const kind = kindOf(job);
    const ratio = kind.ratio?.(job.input) ?? 1;
    return picturesOf(job, { title: kind.title(job.input, job), step: kind.frames, ratio });
  } catch (error) {
    log("error", "the pictures of a job cannot be shown", { jobId: job.id, ...errorFields(error) });
    return [];
  }
}
