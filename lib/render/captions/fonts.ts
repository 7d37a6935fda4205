/** A font file that captions are set in. */
export interface FontFile {
  /** Its family while drawing. */
  family: string;
  /** From the project's folder. */
  path: string;
  /** For which characters it is worth being opened. What it has of them, its own table says. */
  worth: RegExp;
  /** It has all that it is worth being opened for, and is too large to be asked. */
  isComplete?: boolean;
}

const named = (family: string, path: string, worth: RegExp): FontFile => ({
  family: `Caption ${family}`,
  path: `node_modules/@fontsource/${path}-normal.woff2`,
  worth,
});

const anything = /./su;
const symbols = /[\p{S}\p{N}\p{P}]/u;
const han =
  /[\p{Script_Extensions=Han}\p{Script_Extensions=Hiragana}\p{Script_Extensions=Katakana}\u3000-\u303f\uff00-\uffef]/u;

export const japanese = named("Japanese", "noto-sans-jp/files/noto-sans-jp-japanese-600", han);
export const chinese = named("Chinese", "noto-sans-sc/files/noto-sans-sc-chinese-simplified-600", han);

/** Every font of captions, in the order in which a character is looked for. */
export const fonts: readonly FontFile[] = [
  named("Latin", "noto-sans/files/noto-sans-latin-600", anything),
  named("Latin Extended", "noto-sans/files/noto-sans-latin-ext-600", anything),
  named("Vietnamese", "noto-sans/files/noto-sans-vietnamese-600", anything),
  named("Cyrillic", "noto-sans/files/noto-sans-cyrillic-600", anything),
  named("Cyrillic Extended", "noto-sans/files/noto-sans-cyrillic-ext-600", anything),
  named("Greek", "noto-sans/files/noto-sans-greek-600", anything),
  named("Greek Extended", "noto-sans/files/noto-sans-greek-ext-600", anything),
  named("Arabic", "noto-sans-arabic/files/noto-sans-arabic-arabic-600", /\p{Script_Extensions=Arabic}/u),
  named("Hebrew", "noto-sans-hebrew/files/noto-sans-hebrew-hebrew-600", /\p{Script_Extensions=Hebrew}/u),
  named(
    "Devanagari",
    "noto-sans-devanagari/files/noto-sans-devanagari-devanagari-600",
    /\p{Script_Extensions=Devanagari}/u,
  ),
  named("Thai", "noto-sans-thai/files/noto-sans-thai-thai-600", /[\p{Script_Extensions=Thai}฿]/u),
  japanese,
  chinese,
  named("Korean", "noto-sans-kr/files/noto-sans-kr-korean-600", /\p{Script_Extensions=Hangul}/u),
  // Signs and arrows are in parts of the large fonts, each a few kilobytes.
  named("Operators", "noto-sans-sc/files/noto-sans-sc-90-600", symbols),
  named("Notes", "noto-sans-sc/files/noto-sans-sc-87-600", symbols),
  named("Shapes", "noto-sans-sc/files/noto-sans-sc-88-600", symbols),
  named("Mathematics", "noto-sans-jp/files/noto-sans-jp-58-600", symbols),
  named("Stars", "noto-sans-jp/files/noto-sans-jp-108-600", symbols),
  named("Right Arrow", "noto-sans-jp/files/noto-sans-jp-107-600", symbols),
  named("Left Arrow", "noto-sans-jp/files/noto-sans-jp-94-600", symbols),
  {
    ...named("Emoji", "noto-color-emoji/files/noto-color-emoji-emoji-400", /[\p{Emoji}\u{20e3}]/u),
    isComplete: true,
  },
];

/** Every file of them, from the project's folder: what a bundle that renders must hold. */
export const fontFiles: readonly string[] = fonts.map(({ path }) => path);
