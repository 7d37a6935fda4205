export const longestTag = 40;
const mostTags = 50;

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

/** What is wrong with so many tags of one image; `null` where nothing is. */
export function tagsFault(tags: readonly string[]): string | null {
  return tags.length <= mostTags ? null : "An image has at most 50 tags.";
}
