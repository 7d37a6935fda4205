import { randomUUID } from "node:crypto";
import { fileTypeFromBuffer } from "file-type";
import { storeFile } from "@/lib/db/storage";
import { recordUpload } from "@/lib/db/uploads";
import type { User } from "@/lib/db/user-client";
import { InvalidInput } from "./errors";
import { isWholePicture } from "./whole-picture";

/** The largest picture we take: 10 MB, as the API promises. */
export const mostUploadBytes = 10 * 1024 * 1024;

const allowed = new Set(["image/jpeg", "image/png", "image/webp"]);

export interface StoredUpload {
  path: string;
  contentType: string;
  bytes: number;
}

/** Stores a picture privately for this user. What it is, its bytes say. Throws `InvalidInput`. */
export async function storeUpload(user: User, bytes: Buffer): Promise<StoredUpload> {
  if (bytes.length === 0) throw new InvalidInput("empty_file", "The file is empty.");
  const type = await fileTypeFromBuffer(bytes);
  if (!type || !allowed.has(type.mime)) {
    throw new InvalidInput("unsupported_type", "Only JPEG, PNG and WebP pictures can be uploaded.");
  }
  if (!isWholePicture(bytes, type.mime)) {
    throw new InvalidInput("damaged_picture", "This picture is damaged: its file ends too early.");
  }
  const path = `${user.id}/${randomUUID()}.${type.ext}`;
  await storeFile("uploads", path, bytes, type.mime);
  await recordUpload(user.id, path, type.mime, bytes.length);
  return { path, contentType: type.mime, bytes: bytes.length };
}
