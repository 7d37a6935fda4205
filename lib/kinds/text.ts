import { z } from "zod";

/** What nobody sees: spaces of all widths, marks that only direct or join, fillers, and the empty Braille pattern. */
const invisible = /[\p{White_Space}\p{Default_Ignorable_Code_Point}\p{Cc}\p{Cf}\u2800]/gu;

/**
 * A line of text from a user, trimmed; what cannot be seen is empty. Half characters and NUL, which no database stores,
 * are refused.
 */
export function text(most: number, empty: string) {
  return z
    .string()
    .refine(
      (given) => given.isWellFormed() && !given.includes("\0"),
      "This text has characters that cannot be stored.",
    )
    .trim()
    .refine((given) => given.replaceAll(invisible, "") !== "", empty)
    .max(most, `At most ${most} characters.`);
}

/** The path of an uploaded file, as `POST /api/uploads` gave it. */
export const uploadPath = z.string().regex(/^[\w-]+\/[\w-]+\.\w+$/, "That is not the path of an upload.");
