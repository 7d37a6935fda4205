import { listJobAssets, type JobAsset } from "@/lib/db/job-assets";
import { hasJob } from "@/lib/db/read-jobs";
import type { User } from "@/lib/db/user-client";
import type { JobAssetState } from "@/lib/jobs/asset";
import { cursorOfShare, shareAt } from "./cursor";
import { NotFound } from "./errors";

interface Wanted {
  state?: JobAssetState | undefined;
  limit: number;
  /** A `nextCursor` of the page before. */
  cursor?: string | undefined;
}

export interface ListedJobAssets {
  items: Array<Omit<JobAsset, "share">>;
  nextCursor: string | null;
}

/** A page of the images that a job of this user is for, in the order in which it sends them. Throws `NotFound`. */
export async function listAssetsOfJob(
  user: User,
  jobId: string,
  { state, limit, cursor }: Wanted,
): Promise<ListedJobAssets> {
  const after = cursor === undefined ? null : shareAt(cursor);
  const rows = await listJobAssets(user.id, jobId, state ?? null, limit + 1, after);
  // A job of another kind has none, and somebody else's is not seen.
  if (rows.length === 0 && !(await hasJob(user, jobId))) throw new NotFound();
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    items: page.map(({ share: _share, ...item }) => item),
    nextCursor: last && rows.length > limit ? cursorOfShare(last.share) : null,
  };
}
