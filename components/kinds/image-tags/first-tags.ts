/** So many letters have room beside one another under a frame as wide as the film, and under the widest of all, one line of them. */
const room = { narrow: 32, wide: 64, most: 22 } as const;

/** How many letters a line has under a frame that takes such a share of the film's width, on a phone or where there is more room. */
export function lettersUnder(share: number, width: "narrow" | "wide"): number {
  return Math.min(room.most, Math.floor(room[width] * share));
}

/** The tags that are shown under a frame in a line of so many letters, one at least, and how many are not. */
export function firstTags(
  tags: readonly string[],
  letters: number,
): { first: readonly string[]; others: number } {
  let to = 1;
  while (to < tags.length && tags.slice(0, to + 1).join(", ").length <= letters) to += 1;
  return { first: tags.slice(0, to), others: Math.max(0, tags.length - to) };
}
