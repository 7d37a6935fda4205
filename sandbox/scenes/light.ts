import type { Tone } from "../films/tones";
import { gray, mix } from "../pictures/color";

const hours = ["dawn", "day", "dusk", "night"] as const;
export type Hour = (typeof hours)[number];

const tones: Readonly<Record<Hour, Tone>> = {
  dawn: { sky: ["#5a6d98", "#d3a3ad", "#fde3c2"], light: "#fff3da", far: "#9a94b0", near: "#2d3048" },
  day: { sky: ["#3d7fc0", "#8cc0e2", "#eaf4f1"], light: "#fffdf0", far: "#7fa9b6", near: "#2c4a48" },
  dusk: { sky: ["#2b2552", "#b4536c", "#ffb66c"], light: "#ffe4ac", far: "#7d4c6c", near: "#1e1529" },
  night: { sky: ["#070b1d", "#15244e", "#40598c"], light: "#eef2fd", far: "#263a63", near: "#080b16" },
};

/** How much of their colour those in a picture lose. */
export const dimness: Readonly<Record<Hour, number>> = { dawn: 0.16, day: 0.06, dusk: 0.26, night: 0.42 };

/** What a mood does to the light. */
interface Feeling {
  /** The colour that lies over everything, and how strong. */
  tint: string;
  strength: number;
  /** The time of day, where the words do not say. */
  hour: Hour;
  sky: "clear" | "clouds" | "overcast" | "fog" | "rays";
}

const feelings: Readonly<Record<string, Feeling>> = {
  calm: { tint: "#8fc0c4", strength: 0.14, hour: "dawn", sky: "clouds" },
  joyful: { tint: "#ffcd70", strength: 0.27, hour: "day", sky: "clear" },
  tender: { tint: "#f2a0a8", strength: 0.22, hour: "dusk", sky: "clouds" },
  mysterious: { tint: "#2f6670", strength: 0.3, hour: "night", sky: "fog" },
  tense: { tint: "#7d1d20", strength: 0.26, hour: "dusk", sky: "overcast" },
  sad: { tint: "#66758a", strength: 0.42, hour: "day", sky: "overcast" },
  grand: { tint: "#e29a35", strength: 0.18, hour: "dusk", sky: "rays" },
};
const plain: Feeling = { tint: "#c9a37a", strength: 0.1, hour: "dawn", sky: "clouds" };

/** Words that say a mood, for prompts that do not name one. */
const MOODS: readonly (readonly [RegExp, string])[] = [
  [/\b(laugh|happ|joy|danc|play|sing|cheer|party|smil|bright)/i, "joyful"],
  [/\b(love|kiss|gentle|soft|hug|embrac|warm|tender|mother|child|baby)/i, "tender"],
  [/\b(myster|secret|strange|whisper|shadow|ghost|hidden|unknown|fog|mist|dream)/i, "mysterious"],
  [/\b(storm|danger|fear|afraid|chase|run|scream|fight|fire|break|wild|thunder|alarm)/i, "tense"],
  [/\b(sad|cry|tear|alone|lonely|lost|grief|grey|gray|rain|miss|goodbye|empty|tired)/i, "sad"],
  [/\b(mountain|king|queen|great|grand|vast|ancient|palace|castle|glory|summit|horizon|sunrise)/i, "grand"],
];

const HOURS: readonly (readonly [RegExp, Hour])[] = [
  [/\b(night|tonight|moon|midnight|stars?|dark|darkness|lantern)\b/i, "night"],
  [/\b(dawn|morning|sunrise|daybreak|early)\b/i, "dawn"],
  [/\b(evening|dusk|sunset|twilight|golden hour)\b/i, "dusk"],
  [/\b(noon|day|daylight|midday|afternoon|sunny|sunlight)\b/i, "day"],
];

/** What a text feels like, in a word; `null` where it does not say. */
export function moodOf(text: string): string | null {
  return MOODS.find(([words]) => words.test(text))?.[1] ?? null;
}

export interface Light {
  tone: Tone;
  hour: Hour;
  sky: Feeling["sky"];
}

/**
 * The light of a scene: the mood decides colours and sky, the words the time of day.
 * @param cast a colour of the story, that all of its pictures have a little of
 */
export function lightFor(scene: string, mood: string | null, cast: string): Light {
  const feeling = feelings[mood ?? moodOf(scene) ?? ""] ?? plain;
  const hour = HOURS.find(([words]) => words.test(scene))?.[1] ?? feeling.hour;
  const tinted = (color: string, share: number) =>
    mix(mix(color, feeling.tint, feeling.strength * share), cast, 0.07);
  const { sky, light, far, near } = tones[hour];
  const grayed = (color: string) => (feeling.sky === "overcast" ? mix(color, gray(color), 0.5) : color);
  return {
    hour,
    sky: feeling.sky,
    tone: {
      sky: [tinted(grayed(sky[0]), 0.9), tinted(grayed(sky[1]), 1), tinted(grayed(sky[2]), 0.75)],
      light: tinted(light, 0.35),
      far: tinted(far, 1),
      near: tinted(near, 0.55),
    },
  };
}

/** One of a few colours, for all pictures of a story. */
export const casts = ["#c96f3a", "#4f8f8a", "#8a5fa0", "#b8a04a", "#5f7fb8", "#a84f5f"] as const;
