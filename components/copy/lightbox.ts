interface Shown {
  number: number;
  title?: string;
  film?: object;
}

/** What is looked at, and its place: "Autumn portraits, picture 3" and "3 of 8"; "3 of more than 40" while older ones are not there yet. What has its place for a name says it once: "Picture 3 of 8". */
export function lightboxTitle(shown: Shown, at: number, of: number, hasMore = false) {
  const name = shown.title ?? `Picture ${shown.number}`;
  if (of < 2) return { name, place: null };
  const all = `${hasMore ? "more than " : ""}${of.toLocaleString("en")}`;
  if (shown.title === undefined && shown.number === at + 1) return { name: `${name} of ${all}`, place: null };
  return { name, place: `${(at + 1).toLocaleString("en")} of ${all}` };
}

/** What the button is called that leads to this one: "Next film". */
export function stepWords(direction: "Previous" | "Next", to: Pick<Shown, "film"> | undefined): string {
  return `${direction} ${to?.film ? "film" : "picture"}`;
}

/** What the small picture is called that shows this one large: "Show picture 3". */
export function showWords({ number, title, film }: Shown): string {
  return `Show ${title ?? `${film ? "film" : "picture"} ${number}`}`;
}
