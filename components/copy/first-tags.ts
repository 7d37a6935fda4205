/** The tags that stand under an image in a line of so many letters, whole, one at least, and how many do not: their number has room there too. */
export function firstTags(
  tags: readonly string[],
  letters: number,
): { first: readonly string[]; others: number } {
  const fits = (to: number) => {
    const more = to < tags.length ? ` +${tags.length - to}` : "";
    return (tags.slice(0, to).join(", ") + more).length <= letters;
  };
  let to = tags.length;
  while (to > 1 && !fits(to)) to -= 1;
  return { first: tags.slice(0, to), others: tags.length - to };
}

/** A letter of a caption is some so wide, in pixels. */
const letterWidth = 6.7;

/** How many letters a caption has room for that is so many pixels wide. */
export function lettersIn(width: number): number {
  return Math.floor(width / letterWidth);
}
