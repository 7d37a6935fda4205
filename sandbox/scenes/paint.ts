import type { Canvas } from "@napi-rs/canvas";
import { generator } from "../core/random";
import { readBrief } from "./brief";
import { figuresOf } from "./cast";
import { drawFigures } from "./figures";
import { finish } from "./finish";
import { drawBank, drawHaze } from "./land";
import { casts, lightFor } from "./light";
import { drawPlace, horizons, placeOf, type Place } from "./places";
import { drawProps } from "./props";
import { drawAir, drawSky } from "./sky";
import type { View } from "./view";

const UNSAID: readonly [Place, ...Place[]] = ["meadow", "hills", "sea", "forest", "mountains", "town"];

/** Places where nobody could stand. */
const BANKS: Partial<Record<Place, true>> = {
  sea: true,
  lake: true,
  hills: true,
  mountains: true,
  sky: true,
};

/**
 * Paints what a prompt describes: its words decide the place and what stands in it, its mood the light. What is the same
 * in every prompt of a story, its style and its cast, decides what is the same in its pictures.
 */
export function paint(canvas: Canvas, prompt: string, take: string): void {
  const brief = readBrief(prompt);
  const { scene, mood, style, cast } = brief;
  const story = generator("story", style, JSON.stringify(cast));
  const random = generator("scene", scene, take);
  const shared = casts[Math.floor(story() * casts.length)] ?? casts[0];
  const usual = UNSAID[Math.floor(story() * UNSAID.length)] ?? UNSAID[0];
  const place = placeOf(scene) ?? placeOf(`${style} ${cast.map(({ look }) => look).join(" ")}`) ?? usual;
  const { width, height } = canvas;
  const horizon = height * (horizons[place] + (height > width ? 0.05 : 0));
  const light = lightFor(scene, mood, shared);
  const high = light.hour === "day" ? 0.56 : light.hour === "night" ? 0.62 : 0.22;
  const view: View = {
    pen: canvas.getContext("2d"),
    width,
    height,
    seconds: 1,
    random,
    unit: Math.min(width, height) / 1_000,
    horizon,
    lamp: { x: width * (0.22 + 0.56 * random()), y: horizon * (1 - high - 0.12 * random()) },
    words: scene,
    ...light,
  };
  if (place !== "room") drawSky(view);
  drawPlace(view, place);
  if (place !== "room" && place !== "forest" && place !== "sky") drawHaze(view);
  if (place !== "room") drawProps(view, place === "sea" || place === "lake");
  const figures = figuresOf(brief);
  if (figures.length > 0 && BANKS[place]) drawBank(view, place === "sea");
  drawFigures(view, figures);
  if (place !== "room") drawAir(view);
  finish(view, style);
}
