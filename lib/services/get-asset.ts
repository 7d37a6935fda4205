import { readAsset } from "@/lib/db/assets";
import type { User } from "@/lib/db/user-client";
import type { Asset } from "@/lib/jobs/asset";
import { NotFound } from "./errors";

/** One image of this user's library. Throws `NotFound`. */
export async function getAsset(user: User, id: string): Promise<Asset> {
  const asset = await readAsset(user, id);
  if (!asset) throw new NotFound();
  return asset;
}
