import type { Content } from "../core/content";
import { padded } from "../core/padded";
import type { World } from "../core/world";
import { renderFilm, type FilmBrief } from "./film";
import { filmName } from "./film-name";

/** The film of a brief, rendered once and kept; as large as this world's films are to be at least. */
export async function filmed(world: World, brief: FilmBrief): Promise<Content> {
  const film = await world.renders.once(`${filmName(brief)}.mp4`, () => renderFilm(brief));
  return padded(film, world.filmBytes);
}
