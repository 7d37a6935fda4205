import { chance } from "../core/random";

/** The colours of a film, from the top of the sky down to the nearest ground. */
export interface Tone {
  sky: readonly [string, string, string];
  /** The sun, and what it lights. */
  light: string;
  far: string;
  near: string;
}

const safelight: Tone = {
  sky: ["#120e0c", "#4a1d14", "#d8572f"],
  light: "#ffb873",
  far: "#8f3a24",
  near: "#140c0a",
};
const amber: Tone = {
  sky: ["#1f1613", "#7a4527", "#f0b36a"],
  light: "#fff0cf",
  far: "#a86a3d",
  near: "#1b1410",
};
const rose: Tone = {
  sky: ["#1c1420", "#6a3348", "#ef9a7c"],
  light: "#ffe0c2",
  far: "#8c4a58",
  near: "#171019",
};
const paper: Tone = {
  sky: ["#b9a58c", "#dcc9ab", "#f6e7cd"],
  light: "#fffaf0",
  far: "#bf9f7c",
  near: "#3a2c22",
};
const fixer: Tone = {
  sky: ["#0b1213", "#1f3a38", "#8fae96"],
  light: "#f2ead2",
  far: "#3f6259",
  near: "#0c1211",
};
const tones = [safelight, amber, rose, paper, fixer] as const;

/** Words that ask for a light. */
const MOODS: readonly (readonly [RegExp, readonly Tone[]])[] = [
  [/night|moon|dark|midnight|star|neon|red/i, [safelight, fixer]],
  [/morning|dawn|paper|bright|noon|snow|white|fog/i, [paper, rose]],
  [/forest|green|rain|river|jungle|garden/i, [fixer]],
  [/sunset|dusk|evening|golden|desert|autumn|fire/i, [amber, safelight, rose]],
];

/** The tone of a film: from the words of the prompt where they say something, else by chance. */
export function toneFor(prompt: string, take: string): Tone {
  const choices = MOODS.find(([words]) => words.test(prompt))?.[1] ?? tones;
  return choices[Math.floor(chance(prompt, take, "tone") * choices.length)] ?? safelight;
}
