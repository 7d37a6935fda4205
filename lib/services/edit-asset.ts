import { editAsset } from "@/lib/db/assets";
import type { User } from "@/lib/db/user-client";
import type { Asset } from "@/lib/jobs/asset";
import { NotFound } from "./errors";

/** Gives an image of this user these tags in place of those that it has. Throws `NotFound`. */
export async function giveTags(user: User, id: string, tags: string[]): Promise<Asset> {
  const asset = await editAsset(user.id, id, tags);
  if (!asset) throw new NotFound();
  return asset;
}
