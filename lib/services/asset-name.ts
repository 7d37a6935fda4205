const mostCharacters = 255;

/**
 * What an image is called, by the name its file came with: without folders, and of what can be shown on one line; what is
 * longer than 255 characters loses its middle.
 */
export function assetName(given: string): string {
  const name = given
    .toWellFormed()
    .normalize("NFC")
    .split(/[/\\]/)
    .at(-1)
    // Control characters, and those that turn the direction of what follows.
    ?.replaceAll(/[\p{Cc}\u{200e}\u{200f}\u{2028}-\u{202e}\u{2066}-\u{2069}]/gu, " ")
    .replaceAll(/\s+/g, " ")
    .trim();
  if (!name || /^\.+$/.test(name)) return "image";
  const characters = Array.from(name);
  if (characters.length <= mostCharacters) return name;
  const ending = characters.slice(-20);
  return [...characters.slice(0, mostCharacters - 1 - ending.length), "…", ...ending].join("");
}
