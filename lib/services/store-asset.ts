import { createHash } from "node:crypto";
import { fileTypeFromBuffer } from "file-type";
import { assetStored, forgetAsset, readAssetBySha256, recordAsset } from "@/lib/db/assets";
import { DatabaseError } from "@/lib/db/database-error";
import { storeFile } from "@/lib/db/storage";
import type { User } from "@/lib/db/user-client";
import { env } from "@/lib/env";
import { originalPath, picturePath, thumbnailPath, type Asset } from "@/lib/jobs/asset";
import { errorFields, log } from "@/lib/log";
import { pictureTypeOf, type PictureType } from "@/lib/pictures/read-anatomy";
import { assetName } from "./asset-name";
import { checkPicture } from "./check-picture";
import { drawAsset, type DrawnAsset } from "./draw-asset";
import { Conflict, InvalidInput } from "./errors";

/** A picture as it was sent. */
export interface SentPicture {
  name: string;
  bytes: Buffer;
  /** SHA-256 in hex of what it was before a browser made it ready, if that says so; else that of these bytes counts. */
  originalSha256: string | null;
}

const extensions = { "image/jpeg": "jpg", "image/png": "png", "image/webp": "webp" } as const;

/** A picture in the library; `isNew` if it was not there before. */
interface Kept {
  asset: Asset;
  isNew: boolean;
}

/**
 * Puts a picture into this user's library, once: of the same content the image that is there is answered, and is not new.
 * What it is, its bytes say. Throws `InvalidInput`, or `Conflict` where the library has no room for it.
 */
export async function storeAsset(user: User, sent: SentPicture): Promise<Kept> {
  const type = await requirePicture(sent.bytes);
  const anatomy = checkPicture(sent.bytes);
  const sha256 = sent.originalSha256 ?? createHash("sha256").update(sent.bytes).digest("hex");
  return afterItsLike(`${user.id} ${sha256}`, async () => {
    const known = await readAssetBySha256(user, sha256);
    if (known) return { asset: known, isNew: false };
    const drawn = await drawAsset(sent.bytes, type, anatomy);
    const { asset, isNew } = await record(user, { name: assetName(sent.name), type, sha256, drawn });
    return isNew ? { asset: await storeFiles(asset, drawn), isNew } : { asset, isNew };
  });
}

const underWay = new Map<string, Promise<Kept>>();

/** Stores a picture once the same one, sent at the same moment, is there or is not: two would get into each other's way. */
async function afterItsLike(key: string, store: () => Promise<Kept>): Promise<Kept> {
  const mine = (underWay.get(key) ?? Promise.resolve()).then(store, store);
  underWay.set(key, mine);
  try {
    return await mine;
  } finally {
    if (underWay.get(key) === mine) underWay.delete(key);
  }
}

async function requirePicture(bytes: Buffer): Promise<PictureType> {
  if (bytes.length === 0) throw new InvalidInput("empty_file", "The file is empty.");
  const type = pictureTypeOf(bytes);
  if (type) return type;
  // By its brand: what lies inside one of these may well be readable here, and nowhere else.
  const { mime } = (await fileTypeFromBuffer(bytes)) ?? {};
  if (mime?.startsWith("image/hei"))
    throw new InvalidInput("heic_picture", "This is a HEIC picture. Export it as JPEG, and send that.");
  throw new InvalidInput("unsupported_type", "Only JPEG, PNG and WebP pictures can be put into the library.");
}

interface Recorded {
  name: string;
  type: PictureType;
  sha256: string;
  drawn: DrawnAsset;
}

/** Known before its files are there: killed in between, it is seen by nobody, and the same picture again takes its place. */
async function record(user: User, { name, type, sha256, drawn }: Recorded): Promise<Kept> {
  const { MAX_LIBRARY_MB: megabytes, MAX_LIBRARY_IMAGES: images } = env();
  const result = await recordAsset({
    userId: user.id,
    name,
    contentType: type,
    bytes: drawn.original.length,
    width: drawn.width,
    height: drawn.height,
    sha256,
    extension: extensions[type],
    pictureBytes: drawn.picture.length,
    mostBytes: megabytes * 1024 * 1024,
    mostImages: images,
  });
  if (result.outcome !== "full") return { asset: result.asset, isNew: result.outcome === "recorded" };
  const most = result.limit === "bytes" ? `${megabytes} MB` : `${images.toLocaleString("en")} images`;
  throw new Conflict(
    "library_full",
    `Your library may hold ${most}, and there is no room for this image. Delete some that you do not need.`,
  );
}

/** Answers the image with all its files. Throws what kept one of them away, and forgets the image then. */
async function storeFiles(asset: Asset, drawn: DrawnAsset): Promise<Asset> {
  const { original, thumbnail, picture } = drawn;
  try {
    const stored = await Promise.allSettled([
      storeFile("assets", originalPath(asset), original, asset.contentType),
      storeFile("assets", thumbnailPath(asset), thumbnail, "image/webp"),
      storeFile("assets", picturePath(asset), picture, "image/jpeg"),
    ]);
    // Only once none is on its way any more: what is forgotten stays away.
    for (const each of stored) if (each.status === "rejected") throw each.reason;
    const whole = await assetStored(asset.id);
    if (whole) return whole;
  } catch (error) {
    await forgetAsset(asset.id).catch((also: unknown) =>
      log("warn", "an image was not forgotten", errorFields(also)),
    );
    throw error;
  }
  // By another process that was sent the same: whoever asks again begins anew.
  throw new DatabaseError("an image was forgotten while it was stored", undefined, { status: 0 });
}
