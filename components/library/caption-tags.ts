/** A letter of a caption is some so wide, in pixels. */
const letterWidth = 6.7;

/** The tags that stand under an image whose frame is so wide, whole and in one line, one at least, and how many do not. */
export function captionTags(tags: readonly string[], width: number): { words: string; others: number } {
  const fits = (to: number) => {
    const more = to < tags.length ? ` +${tags.length - to}` : "";
    return (tags.slice(0, to).join(", ") + more).length * letterWidth <= width;
  };
  let to = tags.length;
  while (to > 1 && !fits(to)) to -= 1;
  return { words: tags.slice(0, to).join(", "), others: tags.length - to };
}
