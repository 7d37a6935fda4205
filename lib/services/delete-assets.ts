import { deleteAssets } from "@/lib/db/assets";
import type { User } from "@/lib/db/user-client";
import { NotFound } from "./errors";

/** Deletes those of these images that are this user's; how many that were. Check-all removes their files. */
export async function deleteImages(user: User, ids: readonly string[]): Promise<number> {
  return deleteAssets(user.id, [...ids]);
}

/** Deletes one image of this user. Throws `NotFound`. */
export async function deleteImage(user: User, id: string): Promise<void> {
  if ((await deleteImages(user, [id])) === 0) throw new NotFound();
}
