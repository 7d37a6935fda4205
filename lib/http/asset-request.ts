import { z } from "zod";
import { AssetTags } from "@/lib/jobs/asset-tags";
import type { SentPicture } from "@/lib/services/store-asset";
import { Conflict } from "@/lib/services/errors";
import { mostUploadBytes } from "@/lib/services/store-upload";
import { readBodyAs, readFormFile } from "./body";
import { BadRequest } from "./errors";
import { parseId } from "./job-id";

/** An image's id from a path. What is no uuid is no image's id: the same 404. */
export function parseAssetId(text: string): string {
  return parseId(text);
}

/** A picture that is sent into the library: the field `file`, and what it was before, by `x-original-sha256`, if anything. */
export async function readSentPicture(request: Request): Promise<SentPicture> {
  const original = request.headers.get("x-original-sha256");
  if (original !== null && !/^[0-9a-f]{64}$/i.test(original)) {
    throw new BadRequest("invalid_sha256", "x-original-sha256 has 64 hexadecimal digits.");
  }
  const { name, bytes } = await readFormFile(request, mostUploadBytes);
  return { name, bytes, originalSha256: original?.toLowerCase() ?? null };
}

/**
 * Whoever sends `x-library-owner` means that person's library. Throws `Conflict` where somebody else is signed in by now, as
 * in another tab of the same browser.
 */
export function guardOwner(request: Request, user: { id: string }): void {
  const owner = request.headers.get("x-library-owner");
  if (owner === null || owner === user.id) return;
  throw new Conflict("other_owner", "Somebody else is signed in now. Nothing goes into their library.");
}

const Edit = z.strictObject({ tags: AssetTags });

/** What an image is to be changed to: `{"tags": […]}`. */
export async function readAssetEdit(request: Request): Promise<z.infer<typeof Edit>> {
  return readBodyAs(request, Edit, "invalid_tags");
}

const Ids = z.strictObject({
  ids: z
    .array(z.uuid("Every id has to be that of one of your images."))
    .min(1, "Name at least one image.")
    .max(1_000, "At most 1,000 images can be named at once."),
});

/** Which images are meant: `{"ids": […]}`, 1 to 1,000 of them. */
export async function readAssetIds(request: Request): Promise<string[]> {
  return (await readBodyAs(request, Ids, "invalid_ids")).ids;
}
