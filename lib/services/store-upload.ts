import { randomUUID } from "node:crypto";
import { fileTypeFromBuffer } from "file-type";
import { storeFile } from "@/lib/db/storage";
import { forgetUpload, recordUpload } from "@/lib/db/uploads";
import type { User } from "@/lib/db/user-client";
import { env } from "@/lib/env";
import { errorFields, log } from "@/lib/log";
import { checkPicture } from "./check-picture";
import { InvalidInput, LimitReached } from "./errors";

/** The largest picture we take: 10 MB, as the API promises. */
export const mostUploadBytes = 10 * 1024 * 1024;

const allowed = new Set(["image/jpeg", "image/png", "image/webp"]);

export interface StoredUpload {
  path: string;
  contentType: string;
  bytes: number;
}

/**
 * Stores a picture privately for this user; if no job uses it within a day, it is removed. What it is, its bytes say.
 * Throws `InvalidInput`, or `LimitReached` where the user's pictures have no room for it.
 */
export async function storeUpload(user: User, bytes: Buffer): Promise<StoredUpload> {
  if (bytes.length === 0) throw new InvalidInput("empty_file", "The file is empty.");
  const type = await fileTypeFromBuffer(bytes);
  if (!type || !allowed.has(type.mime)) {
    throw new InvalidInput("unsupported_type", "Only JPEG, PNG and WebP pictures can be uploaded.");
  }
  checkPicture(bytes);
  const path = `${user.id}/${randomUUID()}.${type.ext}`;
  const upload = { path, contentType: type.mime, bytes: bytes.length };
  await makeRoom(user, upload);
  // Known before it is there: killed in between, it is one more that no job uses.
  try {
    await storeFile("uploads", path, bytes, type.mime);
  } catch (error) {
    await forgetUpload(path).catch((also: unknown) =>
      log("warn", "an upload was not forgotten", errorFields(also)),
    );
    throw error;
  }
  return upload;
}

async function makeRoom(user: User, upload: StoredUpload): Promise<void> {
  const { MAX_UPLOAD_MB: most } = env();
  const result = await recordUpload({ ...upload, userId: user.id, mostBytes: most * 1024 * 1024 });
  if (result.outcome === "recorded") return;
  throw new LimitReached(
    "upload_quota",
    `Pictures that no job uses may take up ${most} MB together, and there is no room for this one. They are removed after a day.`,
    Math.ceil(result.waitMs / 1_000),
  );
}
