import { hills as filmHills } from "../films/hills";
import { sea as filmSea } from "../films/sea";
import { town as filmTown } from "../films/town";
import { drawDesert, drawMeadow, drawMountains } from "./land";
import { drawForest } from "./forest";
import { drawVillage } from "./homes";
import { drawRoom } from "./room";
import { drawCloudSea } from "./sky";
import { drawStreet } from "./street";
import type { View } from "./view";

export const placeNames = [
  "room",
  "sea",
  "village",
  "town",
  "forest",
  "mountains",
  "desert",
  "lake",
  "sky",
  "meadow",
  "hills",
] as const;
export type Place = (typeof placeNames)[number];

/** The words of each place; the place that most of a text's words are of is where it is. */
const WORDS: Readonly<Record<Place, RegExp>> = {
  room: /\b(room|kitchen|bed|bedroom|table|chair|indoors|inside|window|hall|library|attic|cellar|desk|fireplace|sofa|corridor|stairs|school|classroom|workshop|study)\b/gi,
  sea: /\b(sea|ocean|beach|waves?|lighthouse|boats?|ships?|harbou?r|islands?|coast|shore|sail|sailors?|pier|tide|keeper|captain|fishermen|fisherman|anchor)\b/gi,
  village: /\b(village|cottages?|farmhouse|hamlet|mill)\b/gi,
  town: /\b(city|town|streets?|houses|buildings?|skyline|roofs?|neon|cars?|trains?|station|caf[eé]|market|square|shops?|alley|bridge|tram|bakery|museum)\b/gi,
  forest: /\b(forests?|woods?|trees|pines?|jungle|grove|branches|leaves|oaks?|birch)\b/gi,
  mountains: /\b(mountains?|peaks?|summit|cliffs?|glacier|alps|rocks?|ridge)\b/gi,
  desert: /\b(desert|dunes?|sand|camels?|oasis|canyon)\b/gi,
  lake: /\b(lakes?|rivers?|ponds?|stream|water|swamp|fish|bridge)\b/gi,
  sky: /\b(clouds?|fly|flies|flew|flying|balloon|space|planets?|rockets?|airplane|wings?|dragon)\b/gi,
  meadow: /\b(meadows?|fields?|garden|grass|flowers?|farm|path|road|orchard|barn|spring)\b/gi,
  hills: /\b(hills?|valleys?|land|country|landscape|horizon)\b/gi,
};

/** Where a text is set; `null` where it does not say. */
export function placeOf(text: string): Place | null {
  const counts = placeNames.map((name) => [name, text.match(WORDS[name])?.length ?? 0] as const);
  const [name, most] = counts.reduce((best, each) => (each[1] > best[1] ? each : best));
  return most > 0 ? name : null;
}

/** How far down a picture the ground begins, as a share of its height. */
export const horizons: Readonly<Record<Place, number>> = {
  room: 0.66,
  sea: 0.56,
  village: 0.58,
  town: 0.6,
  forest: 0.62,
  mountains: 0.62,
  desert: 0.6,
  lake: 0.55,
  sky: 0.86,
  meadow: 0.6,
  hills: 0.55,
};

/** Draws the place, from the farthest to the nearest. */
export function drawPlace(view: View, place: Place): void {
  switch (place) {
    case "room":
      return drawRoom(view);
    case "sea":
      return filmSea(view, view.horizon, () => view.lamp)(0);
    case "town":
      filmTown(view)(0);
      return drawStreet(view);
    case "forest":
      return drawForest(view);
    case "mountains":
      return drawMountains(view);
    case "desert":
      return drawDesert(view);
    case "lake":
      filmHills({ ...view, height: view.horizon * 1.02 }, view.horizon * 0.86)(0);
      return filmSea(view, view.horizon, () => view.lamp)(0);
    case "sky":
      return drawCloudSea(view);
    case "village":
      drawMeadow(view);
      return drawVillage(view);
    case "meadow":
      return drawMeadow(view);
    case "hills":
      return filmHills(view, view.horizon)(0);
  }
}
