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
  /** Milliseconds since 1970, where it came to be at another time than its id says. */
  bornAt: z.number().optional(),
});
export type StoredFile = z.infer<typeof StoredFile>;

export const FILE = "file-";

/** Whether it is there at that time, in milliseconds. */
export function isThere(file: StoredFile, now: number): boolean {
  const { expiresAfter } = file;
  return expiresAfter === null || bornAt(file) + expiresAfter * 1_000 > now;
}

function bornAt(file: StoredFile): number {
  return file.bornAt ?? birthOf(file.id);
}

/** The file object on the wire. */
export function fileJson(file: StoredFile) {
  const { id, filename, purpose, bytes, expiresAfter } = file;
  const createdAt = unixSeconds(bornAt(file));
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
