import { z } from "zod";
import type { World } from "../core/world";
import { birthOf } from "../core/ids";
import { unixSeconds } from "./timing";
import { wireId } from "./wire-id";

/** What the sandbox remembers of an uploaded file; its bytes lie in the blobs, under its id. */
export const StoredFile = z.object({
  id: z.number(),
  filename: z.string(),
  purpose: z.string(),
  bytes: z.number(),
  contentType: z.string(),
  /** Seconds after its birth, or `null` for never. */
  expiresAfter: z.number().nullable(),
});
export type StoredFile = z.infer<typeof StoredFile>;

export const FILE = "file-";

/** The file object on the wire. */
export function fileJson({ id, filename, purpose, bytes, expiresAfter }: StoredFile) {
  const createdAt = unixSeconds(birthOf(id));
  return {
    id: wireId(FILE, id),
    object: "file",
    bytes,
    created_at: createdAt,
    expires_at: expiresAfter === null ? null : createdAt + expiresAfter,
    filename,
    purpose,
    status: "processed",
  };
}

/** The bytes of a file, by its id on the wire. */
export function contentOf({ blobs }: World, wire: string): Buffer | null {
  return /^file-\d+$/.test(wire) ? blobs.get(wire) : null;
}
