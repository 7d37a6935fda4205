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

/** What cameras, phones and pages call all of their pictures: "IMG_2034", "Screenshot 2026-11-21", "download (3)". */
const nobodysName =
  /^(img|dsc[nf]?|dcim|pxl|mvimg|gopr|p|photo|image|picture|pic|screen ?shot|download|unnamed|untitled|scan|file|whatsapp image|[0-9a-f-]{16,})?[^\p{L}]*(at[^\p{L}]*|[ap]m)*$/iu;

/** "coffee-bag_02.png" → "Coffee bag 02": the name that somebody gave a file; `null` where nobody did. */
export function nameOfFile(file: string): string | null {
  const base = file.replace(/\.[a-z0-9]{1,5}$/i, "").trim();
  if (nobodysName.test(base)) return null;
  const words = base.replaceAll(/[\s_-]+/g, " ").trim();
  return words === "" ? null : words.charAt(0).toUpperCase() + words.slice(1);
}
