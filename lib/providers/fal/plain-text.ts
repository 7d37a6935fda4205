/**
 * The words of a text without what models of speech act on instead of reading it: `<#2.5#>` and `<break/>` are pauses,
 * `<laugh>`, `(laughs)` and `[whispers]` are acted, and `[word](/fonetik/)` says how. Words in brackets are spoken, with
 * pauses around them, as brackets in speech are; so are words between other signs: "I <3 you, and 5 > 3.". May be empty.
 */
export function plainText(text: string): string {
  return text
    .replaceAll(mark, " ")
    .replaceAll(/<(?=#)|(?<=#)>/g, " ")
    .replaceAll(/[()[\]{}（）［］【】]/g, ", ")
    .replaceAll(/[^\S\n]+/g, " ")
    .replaceAll(/( ?, ?)+(?=[,.;:!?…。！？、，]|$)/gm, "")
    .replaceAll(/(?<=^|[.;:!?…。！？、，]) ?(, )+/gm, " ")
    .replaceAll(/( ?, ?){2,}| , /g, ", ")
    .trim();
}

/** A pause, or a tag: its name, and nothing else but attributes. */
const mark =
  /<#[^<>]*#>|<[/!?]?[\p{L}_][\p{L}\p{N}_:-]*(\s+[\p{L}_:-]+\s*=\s*("[^"<>]*"|'[^'<>]*'|[^\s"'<>]+))*\s*\/?>/gu;
