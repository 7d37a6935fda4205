/** A piece of a text that stays on one line. */
export interface Word {
  text: string;
  /** Whether a space follows it. */
  hasSpace: boolean;
  /** What it ends. */
  ends: "sentence" | "clause" | "nothing";
  /** How long it takes to say, and the pause behind it; both against other words. */
  weight: number;
  pause: number;
}

/** A text in one line: no runs of spaces, letters and their marks in one character. */
export const inOneLine = (text: string): string =>
  text
    .toWellFormed()
    .normalize("NFC")
    .replace(/[\s\p{Cc}]+/gu, " ")
    .trim();

/** Scripts that put no spaces between words. */
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

/** The words of a text, as lines may be broken between them. */
export function wordsOf(text: string): Word[] {
  const chunks = inOneLine(text).split(" ").filter(Boolean);
  return chunks.flatMap((chunk) => {
    if (!unspaced.test(chunk)) {
      const parts = chunk.split(/(?<=[—–/])(?=\p{L})/u);
      return parts.map((part, n) => wordOf(part, n === parts.length - 1));
    }
    const words = partsOf(chunk).map((part) => wordOf(part, false));
    // Where such a script has a space, it stands for a comma.
    const last = words.pop();
    return last ? [...words, { ...wordOf(last.text, true), ...(last.pause ? {} : comma) }] : words;
  });
}

/** A word that is too long for a line, in pieces. `fits` says whether one is short enough. */
export function brokenWord(word: Word, fits: (text: string) => boolean): Word[] {
  if (fits(word.text)) return [word];
  const letters = [...new Intl.Segmenter(undefined, { granularity: "grapheme" }).segment(word.text)].map(
    ({ segment }) => segment,
  );
  if (letters.length < 2) return [word];
  // Halves rather than what fits and a rest: no line holds a letter alone.
  const middle = Math.ceil(letters.length / 2);
  const [head, tail] = [letters.slice(0, middle).join(""), letters.slice(middle).join("")];
  return [
    ...brokenWord(wordOf(head, false), fits),
    ...brokenWord({ ...wordOf(tail, word.hasSpace), ends: word.ends, pause: word.pause }, fits),
  ];
}

const wordOf = (text: string, hasSpace: boolean): Word => {
  const ends = endOf(text);
  return { text, hasSpace, ends, weight: weightOf(text), pause: pauses[ends] };
};

/** Words as a dictionary cuts them, but for what may not begin or end a line, and Japanese endings. */
function partsOf(chunk: string): string[] {
  const parts: string[] = [];
  for (const { segment } of new Intl.Segmenter(undefined, { granularity: "word" }).segment(chunk)) {
    const last = parts.at(-1);
    const joins =
      last !== undefined &&
      (/[\p{Ps}\p{Pi}]$/u.test(last) ||
        /^[\p{Pe}\p{Pf}\p{Po}\p{M}ー々ゝヽ〜～—…%％°]/u.test(segment) ||
        (/^\p{Script=Hiragana}+$/u.test(segment) &&
          last.length + segment.length <= 8 &&
          !/\p{P}$/u.test(last)));
    if (joins) parts[parts.length - 1] = last + segment;
    else parts.push(segment);
  }
  return parts;
}

/** Behind these a voice rests, in letters. */
const pauses = { sentence: 6, clause: 3, nothing: 0 };
const comma = { ends: "clause", pause: pauses.clause } as const;

const closing = String.raw`["'”’»›)\]」』）】》]*$`;
const sentence = new RegExp(`[.!?…。．！？।॥؟۔]${closing}`, "u");
const clause = new RegExp(`[,;:、，；：،؛—–]${closing}`, "u");
/** "Dr." ends no sentence. */
const title = /^\p{Lu}\p{L}{0,3}\.$/u;

function endOf(text: string): Word["ends"] {
  if (sentence.test(text)) return title.test(text) ? "nothing" : "sentence";
  return clause.test(text) ? "clause" : "nothing";
}

/** A syllable in one character takes as long as some letters; a figure is said as a word. */
function weightOf(text: string): number {
  let weight = 0.5;
  for (const character of text) {
    if (/[\p{Script=Han}\p{Script=Hangul}\p{N}]/u.test(character)) weight += 2.5;
    else if (/[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(character)) weight += 1.5;
    else if (/\p{L}/u.test(character)) weight += 1;
  }
  return weight;
}
