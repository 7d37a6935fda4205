/** The colours of one shot. */
export interface Palette {
  /** Lit and unlit side of the backdrop. */
  backdrop: readonly [string, string];
  cloth: string;
  accent: string;
  light: string;
  shade: string;
  mono?: boolean;
}

const rosewood: Palette = {
  backdrop: ["#eebfa8", "#8a4247"],
  cloth: "#2c3350",
  accent: "#f1d7b8",
  light: "#ffe6c8",
  shade: "#35121f",
};
const harbour: Palette = {
  backdrop: ["#c3dbe4", "#38597f"],
  cloth: "#c8893a",
  accent: "#f3e6cf",
  light: "#fff1d9",
  shade: "#12203a",
};
const olive: Palette = {
  backdrop: ["#e0d3a8", "#65713f"],
  cloth: "#5c2731",
  accent: "#ecd9b0",
  light: "#fff0c9",
  shade: "#1c2112",
};
const amber: Palette = {
  backdrop: ["#f7c178", "#a2442a"],
  cloth: "#22313a",
  accent: "#f6e2bd",
  light: "#ffe1a8",
  shade: "#35110c",
};
const plum: Palette = {
  backdrop: ["#dfabc4", "#472a5c"],
  cloth: "#e2cba8",
  accent: "#8f3f63",
  light: "#ffe0e4",
  shade: "#1e0f30",
};
const ink: Palette = {
  backdrop: ["#8896b4", "#191f32"],
  cloth: "#b24e37",
  accent: "#e9dcc6",
  light: "#e9efff",
  shade: "#0a0d18",
};
const sage: Palette = {
  backdrop: ["#d6e2cf", "#52776a"],
  cloth: "#7c3a2d",
  accent: "#f0e5cd",
  light: "#fff6dd",
  shade: "#10231f",
};
const sand: Palette = {
  backdrop: ["#f4e4ca", "#b28257"],
  cloth: "#36515f",
  accent: "#f7efe0",
  light: "#fff3da",
  shade: "#33200f",
};
const safelight: Palette = {
  backdrop: ["#ff8f55", "#4c0f0e"],
  cloth: "#1f1517",
  accent: "#ffb27d",
  light: "#ffc089",
  shade: "#1c0407",
};
const dusk: Palette = {
  backdrop: ["#f7ab8d", "#37396c"],
  cloth: "#efe2cf",
  accent: "#d3574b",
  light: "#ffd9b5",
  shade: "#171637",
};
const teal: Palette = {
  backdrop: ["#9ad0c5", "#18464f"],
  cloth: "#e06f47",
  accent: "#f6e7cf",
  light: "#fff0d6",
  shade: "#06222a",
};
const silver: Palette = {
  backdrop: ["#d6d1c8", "#3d3b39"],
  cloth: "#232325",
  accent: "#e8e4dc",
  light: "#fffaf0",
  shade: "#0c0c0d",
  mono: true,
};

const ALL = [rosewood, harbour, olive, amber, plum, ink, sage, sand, safelight, dusk, teal] as const;

/** What a prompt's words suggest; the first that fits decides. */
const MOODS: readonly [RegExp, readonly Palette[]][] = [
  [/black.?(and|&|n).?white|monochrom|\bb&?w\b|silver/i, [silver]],
  [/neon|night|cyber|club|noir/i, [plum, ink, safelight]],
  [/sunset|golden|autumn|fall|warm/i, [amber, dusk, rosewood]],
  [/forest|garden|tree|nature|park|green/i, [sage, olive, teal]],
  [/beach|sea|ocean|summer|sky/i, [harbour, sand, teal]],
  [/office|business|linkedin|headshot|corporate|suit/i, [sand, ink, harbour, sage]],
];

/** The palette of a shot: from the words of the prompt where they say something, else by chance (`pick` in [0, 1)). */
export function paletteFor(text: string, pick: number): Palette {
  const choices = MOODS.find(([words]) => words.test(text))?.[1] ?? ALL;
  return choices[Math.floor(pick * choices.length)] ?? rosewood;
}
