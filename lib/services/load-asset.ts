import { readAsset, readAssetRecord } from "@/lib/db/assets";
import { loadFile } from "@/lib/db/storage";
import type { User } from "@/lib/db/user-client";
import { originalPath, picturePath, thumbnailPath } from "@/lib/jobs/asset";
import { NotFound } from "./errors";
import { getAsset } from "./get-asset";
import { servedBytes, servedFile, type KeptFile, type ServedFile } from "./load-file";

/** The picture that this user put into their library, as it is kept. Throws `NotFound`. */
export async function findAssetOriginal(user: User, id: string): Promise<KeptFile> {
  const asset = await getAsset(user, id);
  const { name, contentType, bytes } = asset;
  // None of an image's files ever changes.
  return servedFile(name, contentType, id, { bucket: "assets", path: originalPath(asset), bytes });
}

/** What is shown of an image in a grid: so small that it is loaded whole. Throws `NotFound`. */
export async function loadThumbnail(user: User, id: string): Promise<ServedFile> {
  const asset = await getAsset(user, id);
  const file = await loadFile("assets", thumbnailPath(asset));
  if (!file) throw new NotFound();
  return servedBytes("thumbnail.webp", "image/webp", `${id}-thumbnail`, file);
}

/** The small picture that is sent to be tagged: for its owner, or for whoever holds a link to it (see asset-link.ts). Throws `NotFound`. */
export async function findAssetPicture(id: string, asker: User | "holder of a link"): Promise<ServedFile> {
  const asset = asker === "holder of a link" ? await readAssetRecord(id) : await readAsset(asker, id);
  if (!asset) throw new NotFound();
  const file = { bucket: "assets", path: picturePath(asset), bytes: asset.pictureBytes } as const;
  return servedFile("picture.jpg", "image/jpeg", `${id}-picture`, file);
}
