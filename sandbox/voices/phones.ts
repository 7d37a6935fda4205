/** A sound of speech, as the throat makes it. */
export interface Phone {
  /** Hertz: where the throat resounds. */
  formants: readonly [number, number, number];
  /** How loud the voice is in it, from 0 to 1. */
  voice: number;
  /** How loud its hiss is, from 0 to 1. */
  hiss: number;
  /** Hertz: the middle of its hiss, and how wide it is. */
  band: readonly [number, number];
  /** How long it usually is. */
  ms: number;
  isVowel: boolean;
}

const vowel = (ms: number, ...formants: [number, number, number]): Phone => ({
  formants,
  voice: 1,
  hiss: 0,
  band: [1_500, 1_000],
  ms,
  isVowel: true,
});

const hum = (ms: number, voice: number, ...formants: [number, number, number]): Phone => ({
  ...vowel(ms, ...formants),
  voice,
  isVowel: false,
});

/** With a hiss; voiced ones hum below it. Their resonances are those of a mouth that is nearly closed. */
const hissing = (ms: number, band: [number, number], hiss: number, voice = 0): Phone => ({
  ...hum(ms, voice, 320, 1_600, 2_600),
  hiss,
  band,
});

/** A closed mouth, and the burst when it opens. */
const stop = (
  band: readonly [number, number],
  formants: readonly [number, number, number],
  voice: number,
): readonly Phone[] => [
  { ...hum(voice ? 38 : 48, voice, ...formants) },
  { ...hum(voice ? 10 : 22, voice * 2, ...formants), hiss: voice ? 0.3 : 0.5, band },
];

const AA = vowel(120, 750, 1_150, 2_500);
const IH = vowel(80, 390, 1_990, 2_550);
const UH = vowel(80, 440, 1_020, 2_300);
const glide = (from: Phone, to: Phone): readonly Phone[] => [
  { ...from, ms: 85 },
  { ...to, ms: 60, isVowel: false },
];
const EH = vowel(90, 530, 1_840, 2_480);
const AO = vowel(115, 570, 880, 2_450);
const IY = vowel(105, 280, 2_250, 2_950);

const [lips, teeth, palate] = [
  [500, 900],
  [4_200, 2_200],
  [1_900, 900],
] as const satisfies readonly (readonly [number, number])[];

/** By the usual names of English sounds. */
export const phones = {
  aa: [AA],
  ae: [vowel(110, 680, 1_720, 2_430)],
  ah: [vowel(85, 640, 1_220, 2_420)],
  ax: [vowel(55, 500, 1_420, 2_450)],
  eh: [EH],
  er: [vowel(105, 490, 1_350, 1_700)],
  ih: [IH],
  iy: [IY],
  ao: [AO],
  uh: [UH],
  uw: [vowel(105, 310, 900, 2_250)],
  ay: glide(AA, IH),
  ey: glide(EH, IY),
  oy: glide(AO, IH),
  aw: glide(AA, UH),
  ow: glide(AO, UH),
  m: [hum(65, 0.4, 270, 1_050, 2_200)],
  n: [hum(60, 0.4, 280, 1_550, 2_500)],
  ng: [hum(65, 0.38, 280, 1_900, 2_300)],
  l: [hum(60, 0.6, 360, 1_150, 2_700)],
  r: [hum(60, 0.6, 350, 1_150, 1_550)],
  w: [hum(55, 0.5, 290, 680, 2_200)],
  y: [hum(50, 0.5, 280, 2_200, 3_000)],
  s: [hissing(90, [6_200, 2_600], 0.34)],
  z: [hissing(70, [6_000, 2_600], 0.2, 0.3)],
  sh: [hissing(95, [3_100, 1_500], 0.36)],
  zh: [hissing(70, [3_000, 1_500], 0.18, 0.3)],
  f: [hissing(80, [5_200, 4_500], 0.12)],
  v: [hissing(55, [5_000, 4_500], 0.06, 0.36)],
  th: [hissing(75, [5_600, 4_000], 0.1)],
  dh: [hissing(45, [5_000, 4_000], 0.04, 0.42)],
  hh: [hissing(50, [1_500, 1_400], 0.12)],
  p: stop(lips, [400, 900, 2_300], 0),
  t: stop(teeth, [400, 1_700, 2_600], 0),
  k: stop(palate, [350, 1_900, 2_400], 0),
  b: stop(lips, [300, 900, 2_300], 0.2),
  d: stop(teeth, [300, 1_700, 2_600], 0.2),
  g: stop(palate, [280, 1_900, 2_400], 0.2),
} as const satisfies Record<string, readonly Phone[]>;

export type PhoneName = keyof typeof phones;
