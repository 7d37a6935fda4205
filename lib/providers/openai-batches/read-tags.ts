import { asTag, longestTag, tagFault } from "@/lib/jobs/tag";
import { fieldsOf, textOf } from "../loose";
import { mostColors, mostTags } from "./request-line";

/** What a model says of one picture. */
export interface PictureTags {
  /** In lower case, the most telling first; at least one. */
  tags: string[];
  caption: string | null;
  colors: string[];
  /** `null` where it does not say. */
  containsText: boolean | null;
}

/** So many characters of a caption are kept. */
const longestCaption = 500;

/**
 * The tags in a model's answer; `null` where it has none. The schema is asked for strictly, but a model that breaks it
 * has seen the picture all the same: too many or too few tags, or one of the other parts missing, spoil nothing.
 */
export function readTags(answer: string): PictureTags | null {
  const fields = fieldsOf(jsonIn(answer));
  const tags = wordsIn(fields["tags"]).slice(0, mostTags);
  if (tags.length === 0) return null;
  const caption = clean(textOf(fields["caption"]) ?? "", longestCaption);
  return {
    tags,
    caption: caption === "" ? null : caption,
    colors: wordsIn(fields["colors"]).slice(0, mostColors),
    containsText: flagOf(fields["contains_text"]),
  };
}

/** JSON, also where a model puts it into a block of code, or a sentence before it. */
function jsonIn(answer: string): unknown {
  const inner = answer.slice(answer.indexOf("{"), answer.lastIndexOf("}") + 1);
  try {
    return JSON.parse(inner);
  } catch {
    return undefined;
  }
}

/** A list of words, or one text with commas between them; each once, as a person could have written it. */
function wordsIn(value: unknown): string[] {
  const items: readonly unknown[] =
    typeof value === "string" ? value.split(",") : Array.isArray(value) ? value : [];
  const words = items.map((item) => asTag(clean((textOf(item) ?? "").replace(/^[\s#]+/, ""), longestTag)));
  return [...new Set(words)].filter((word) => tagFault(word) === null);
}

/** Composed, without line breaks and other control characters, which a database does not take, and not endless. */
function clean(text: string, longest: number): string {
  const line = text
    .trimStart()
    .slice(0, 8 * longest)
    .replaceAll(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, " ");
  const composed = line.normalize("NFC").trim();
  // No character is cut in two.
  const short = composed.length <= longest ? composed : Array.from(composed).slice(0, longest).join("");
  return short.toWellFormed().trim();
}

function flagOf(value: unknown): boolean | null {
  const text = textOf(typeof value === "boolean" ? String(value) : value)?.toLowerCase();
  return text === "true" ? true : text === "false" ? false : null;
}
