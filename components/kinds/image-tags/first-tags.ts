/** So many letters lie under the smallest frame, in two lines. */
const room = 18;

/** The tags that are shown whole under a frame, one at least, and how many are not. */
export function firstTags(tags: readonly string[]): { first: readonly string[]; others: number } {
  let to = 1;
  while (to < tags.length && tags.slice(0, to + 1).join(", ").length <= room) to += 1;
  return { first: tags.slice(0, to), others: Math.max(0, tags.length - to) };
}
