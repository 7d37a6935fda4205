import { z } from "zod";

export const longestTag = 40;

/** A text as a tag is written: one line in small letters. */
export function asTag(text: string): string {
  return text.toLowerCase().normalize("NFC").replaceAll(/\s+/g, " ").trim();
}

/** What is wrong with a tag that is written so; `null` for one that can be stored and looked for. */
export function tagFault(tag: string): string | null {
  if (/[\p{Cc}\p{Cs}]/u.test(tag)) return "A tag is text.";
  const isSeen = /[\p{L}\p{N}\p{P}\p{S}]/u.test(tag);
  return isSeen && Array.from(tag).length <= longestTag ? null : "A tag has 1 to 40 characters.";
}

/** A tag as it is stored and looked for: one line in small letters, of 1 to 40 characters. */
export const AssetTag = z
  .string()
  .transform(asTag)
  .superRefine((tag, context) => {
    const message = tagFault(tag);
    if (message !== null) context.addIssue({ code: "custom", message });
  });

/** The tags that a person gives an image: at most 50, each once. */
export const AssetTags = z
  .array(AssetTag)
  .transform((tags) => [...new Set(tags)])
  .refine((tags) => tags.length <= 50, "An image has at most 50 tags.");
