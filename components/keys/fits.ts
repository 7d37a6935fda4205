/** Whether an entry of the menu is meant: each word that is typed begins one of its words, in any case and any order. */
export function fits(entry: readonly string[], typed: string): boolean {
  const words = wordsIn(entry.join(" "));
  return wordsIn(typed).every((part) => words.some((word) => word.startsWith(part)));
}

function wordsIn(text: string): string[] {
  return (
    text
      .normalize("NFC")
      .toLocaleLowerCase()
      .match(/[\p{L}\p{N}\p{M}]+/gu) ?? []
  );
}
