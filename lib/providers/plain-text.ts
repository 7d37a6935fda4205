/** What text is set with. Other words in angle brackets are somebody's own: a placeholder, a comparison. */
const marks =
  /<\/?(?:a|abbr|b|blockquote|br|center|code|del|div|em|font|h[1-6]|hr|i|img|ins|li|mark|ol|p|pre|q|s|small|span|strong|sub|sup|table|tbody|td|th|thead|tr|u|ul)(?:\s[^<>]*)?\/?>/gi;

/** Those of them that stand between two words. */
const breaks = /^<\/?(?:blockquote|br|div|h[1-6]|hr|li|ol|p|pre|table|td|th|tr|ul)\b/i;

const named: Readonly<Record<string, string>> = {
  amp: "&",
  apos: "'",
  gt: ">",
  hellip: "…",
  ldquo: "“",
  lsquo: "‘",
  lt: "<",
  mdash: "—",
  nbsp: " ",
  ndash: "–",
  quot: '"',
  rdquo: "”",
  rsquo: "’",
};

/** Text without the tags that it was set with, its entities as the characters they stand for. What is no text is not made one: it is never put into a page but as text. */
export function plainText(text: string): string {
  return text
    .replaceAll(marks, (mark) => (breaks.test(mark) ? " " : ""))
    .replaceAll(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,6}));/gi, characterOf)
    .replaceAll(/ {2,}/g, " ")
    .trim();
}

function characterOf(entity: string, decimal?: string, hex?: string, name?: string): string {
  if (name !== undefined) return named[name.toLowerCase()] ?? entity;
  const code = decimal === undefined ? Number.parseInt(hex ?? "", 16) : Number(decimal);
  // Control characters stand for nothing that is read.
  return code >= 32 && code <= 0x10_ff_ff ? String.fromCodePoint(code) : entity;
}
