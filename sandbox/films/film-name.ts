import { createHash } from "node:crypto";
import type { FilmBrief } from "./film";

/** A name that depends on all of the brief, for the file it is kept in. */
export function filmName({ prompt, seconds, size, take, picture }: FilmBrief): string {
  const hash = createHash("sha256").update(JSON.stringify([prompt, seconds, size.width, size.height, take]));
  if (picture) hash.update(picture);
  return `film-${hash.digest("hex").slice(0, 24)}`;
}
