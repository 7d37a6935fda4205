import { setFavouriteRow } from "@/lib/db/job-verbs";
import type { User } from "@/lib/db/user-client";
import type { Job } from "@/lib/jobs/job";
import type { Source } from "@/lib/jobs/source";
import { NotFound } from "./errors";

/**
 * Puts a job of this user among their favourites, or takes it from there, whatever it is doing; said twice, it is so already.
 * Favourites are kept however old they are (see remove-old-jobs.ts). Throws `NotFound`.
 */
export async function setFavourite(
  user: Pick<User, "id">,
  id: string,
  isFavourite: boolean,
  source: Source,
): Promise<Job> {
  const result = await setFavouriteRow(id, user.id, isFavourite, source);
  if (result.outcome === "not_found") throw new NotFound();
  return result.job;
}
