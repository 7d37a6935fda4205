import { fieldsOf, linkOf, listOf, textOf } from "../loose";
import type { Made } from "./ref";

/** Where models and gateways put what they made, whatever it is; the most telling first. */
const anywhere = "output outputs url file files file_url data result results response payload";

/** The same, with the names of its own sort first. What lies under a name of another sort is not looked at. */
const places: Readonly<Record<Made, readonly string[]>> = {
  films: `video videos video_url ${anywhere}`.split(" "),
  pictures: `images image image_url image_urls ${anywhere}`.split(" "),
  voices: `audio audios audio_url audio_file speech ${anywhere}`.split(" "),
};

/** What files of each sort are said to be, where that is said. */
const types: Readonly<Record<Made, RegExp>> = {
  films: /^(video|application)\//i,
  pictures: /^(image|application)\//i,
  voices: /^(audio|application)\//i,
};

/** Answers go no deeper than this to their file. */
const deepest = 5;

/**
 * Every link in an answer to a file of this sort, the likeliest first. One that nobody will open is a link all the same:
 * the run has made its file, and somebody has to say that it cannot be had.
 */
export function linksIn(body: unknown, makes: Made): string[] {
  const links = [...new Set(within(body, makes, 0))];
  const [plain, odd] = [links.filter(isPlain), links.filter((link) => !isPlain(link))];
  return [...plain, ...odd];
}

function isPlain(link: string): boolean {
  return /^https?:/i.test(link);
}

function within(value: unknown, makes: Made, depth: number): string[] {
  if (typeof value === "string") {
    const link = linkOf(value) ?? (/^file:\S/i.test(value.trim()) ? value.trim() : null);
    return link === null ? [] : [link];
  }
  const fields = fieldsOf(value);
  const type = textOf(fields["content_type"]);
  const isOther = type !== null && !types[makes].test(type);
  if (typeof value !== "object" || depth > deepest || isOther) return [];
  return [...listOf(value), ...places[makes].map((place) => fields[place])].flatMap((each) =>
    within(each, makes, depth + 1),
  );
}
