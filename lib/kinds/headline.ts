/** So long a title may be. */
const most = 80;

/** A title made of a text: its first line, cut at a word if it is long. */
export function headline(text: string): string {
  const line = text.trim().split(/\r?\n/, 1)[0]?.trim() ?? "";
  if (line.length <= most) return line;
  const start = line.slice(0, most);
  const end = start.lastIndexOf(" ");
  const cut = end > most / 2 ? start.slice(0, end) : start.slice(0, -1);
  // A cut must not leave half of a character.
  return `${cut
    .toWellFormed()
    .replace(/\uFFFD$/, "")
    .trimEnd()}…`;
}
