import { z } from "zod";

/** A line of text from a user, trimmed. Half characters and NUL, which no database stores, are refused. */
export function text(most: number, empty: string) {
  return z
    .string()
    .refine(
      (given) => given.isWellFormed() && !given.includes("\0"),
      "This text has characters that cannot be stored.",
    )
    .trim()
    .min(1, empty)
    .max(most, `At most ${most} characters.`);
}

/** The path of an uploaded file, as `POST /api/uploads` gave it. */
export const uploadPath = z.string().regex(/^[\w-]+\/[\w-]+\.\w+$/, "That is not the path of an upload.");
