import type { Canvas, Image } from "@napi-rs/canvas";
import { generator } from "../core/random";
import { caption } from "./caption";
import { hills } from "./hills";
import { sea } from "./sea";
import { sky, sunPath } from "./sky";
import type { Part, Stage } from "./stage";
import { still } from "./still";
import { toneFor } from "./tones";
import { town } from "./town";

interface Script {
  prompt: string;
  seconds: number;
  take: string;
  /** A picture to start from. */
  image: Image | null;
}

type Setting = "sea" | "town" | "hills";

const SETTINGS: readonly (readonly [RegExp, Setting])[] = [
  [/sea|ocean|beach|wave|lighthouse|boat|ship|harbou?r|lake|island|coast|water/i, "sea"],
  [/city|town|street|house|building|skyline|roof|window|neon|car|train|café|cafe/i, "town"],
  [/hill|mountain|valley|forest|desert|field|landscape|meadow/i, "hills"],
];

/** Sets the stage once, so that each frame is cheap. Drawing the same second twice gives the same frame. */
export function openScene(canvas: Canvas, { prompt, seconds, take, image }: Script): Part {
  const stage: Stage = {
    pen: canvas.getContext("2d"),
    width: canvas.width,
    height: canvas.height,
    seconds,
    tone: toneFor(prompt, take),
    random: generator("film", prompt, take),
  };
  const parts = [...(image ? [still(stage, image)] : landscape(stage, prompt)), caption(stage, prompt)];
  return (at) => {
    for (const part of parts) part(at);
  };
}

function landscape(stage: Stage, prompt: string): Part[] {
  const horizon = stage.height * (stage.height > stage.width ? 0.6 : 0.57);
  const sun = sunPath(stage, horizon);
  const backdrop = sky(stage, sun);
  switch (settingFor(prompt, stage)) {
    case "sea":
      return [backdrop, sea(stage, horizon, sun)];
    case "town":
      return [backdrop, town(stage)];
    case "hills":
      return [backdrop, hills(stage, horizon)];
  }
}

function settingFor(prompt: string, { random }: Stage): Setting {
  const [byChance] = [random() < 0.5 ? ("sea" as const) : ("hills" as const)];
  return SETTINGS.find(([words]) => words.test(prompt))?.[1] ?? byChance;
}
