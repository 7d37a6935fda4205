import { wordsOf } from "@/components/kinds/words";
import { isFilm } from "@/lib/jobs/artifact";
import type { PictureView } from "@/lib/jobs/picture-view";

/** "Autumn portraits, picture 3", "A lighthouse at dusk, film" */
export function captionOf(picture: Pick<PictureView, "id" | "title" | "contentType">): string {
  const number = /(\d+)\.\w+$/.exec(picture.id)?.[1];
  const what = isFilm(picture) ? "film" : "picture";
  return [picture.title, number === undefined ? what : `${what} ${Number(number)}`].join(", ");
}

/** The day of a moment where the reader lives, as seen at `now`: "Today", "Yesterday", "Thursday 19 November", with the year where it is another. */
export function dayWords(at: Date, now: Date): string {
  const days = Math.round((midnight(now) - midnight(at)) / 86_400_000);
  if (days === 0) return "Today";
  if (days === 1) return "Yesterday";
  const year = at.getFullYear() === now.getFullYear() ? {} : ({ year: "numeric" } as const);
  return at
    .toLocaleDateString("en-GB", { weekday: "long", day: "numeric", month: "long", ...year })
    .replace(",", "");
}

function midnight(date: Date): number {
  return new Date(date).setHours(0, 0, 0, 0);
}

/** What the gallery is empty of. */
export function nothingOf(kind: string | null): { title: string; text: string } {
  if (kind === null)
    return {
      title: "No pictures yet",
      text: "Photoshoots, videos, product cards and stories hang here to dry, once they are done.",
    };
  return { title: "Nothing here", text: `There are no ${wordsOf(kind).plural.toLowerCase()} yet.` };
}
