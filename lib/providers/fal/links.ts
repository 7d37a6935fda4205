import { fieldsOf, linkOf, listOf, textOf } from "../loose";

/** Where models and gateways put what they made, the most telling first. */
const places =
  "video videos video_url output outputs url file files file_url data result results response payload".split(
    " ",
  );

/** Answers go no deeper than this to their file. */
const deepest = 5;

/**
 * Every link to a film in an answer, the likeliest first. One that nobody will open is a link all the same: the run has
 * made its film, and somebody has to say that it cannot be had.
 */
export function filmsIn(body: unknown): string[] {
  const links = [...new Set(within(body, 0))];
  const [plain, odd] = [links.filter(isPlain), links.filter((link) => !isPlain(link))];
  return [...plain, ...odd];
}

function isPlain(link: string): boolean {
  return /^https?:/i.test(link);
}

function within(value: unknown, depth: number): string[] {
  if (typeof value === "string") {
    const link = linkOf(value) ?? (/^file:\S/i.test(value.trim()) ? value.trim() : null);
    return link === null ? [] : [link];
  }
  const fields = fieldsOf(value);
  if (typeof value !== "object" || depth > deepest || !mayBeFilm(textOf(fields["content_type"]))) return [];
  return [...listOf(value), ...places.map((place) => fields[place])].flatMap((each) =>
    within(each, depth + 1),
  );
}

function mayBeFilm(contentType: string | null): boolean {
  return contentType === null || /^(video|application)\//i.test(contentType);
}
