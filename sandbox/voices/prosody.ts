import { phones, type Phone } from "./phones";
import { saidAs } from "./spelling";

/** A moment of speech. */
export interface Beat {
  /** `null` is silence. */
  phone: Phone | null;
  seconds: number;
  /** As a share of the speaker's pitch. */
  pitch: number;
  /** As a share of full voice. */
  strength: number;
}

/** Little words, said quickly and low. */
const LITTLE =
  /^(a|an|the|of|to|and|in|on|at|is|was|were|it|its|he|she|his|her|they|their|with|for|from|by|as|but|or|that|this|there|had|has|have|be|been|so|into|i|me|my|we|you|your)$/i;

const PAUSE_SECONDS: readonly (readonly [RegExp, number])[] = [
  [/\n/, 0.45],
  [/[.!?…。！？؟۔]/, 0.4],
  [/[;:—–]/, 0.26],
  [/[,、，،]/, 0.2],
];

const AT_REST = 1.05;
/** How far the pitch sinks from the beginning of a sentence to its end. */
const SINK = 0.2;
const ACCENT = 0.16;

/** A text as it is said: sounds, how long and how high each is, and pauses where the text has marks. */
export function beatsOf(text: string): Beat[] {
  const beats = phrases(text).flatMap((phrase) => phraseBeats(phrase));
  return beats.slice(0, beats.findLastIndex(({ phone }) => phone !== null) + 1);
}

interface Phrase {
  words: string[];
  /** What stands behind it. */
  mark: string;
}

/** Words up to the next mark. */
function phrases(text: string): Phrase[] {
  const all: Phrase[] = [];
  let words: string[] = [];
  for (const { segment, isWordLike } of new Intl.Segmenter(undefined, { granularity: "word" }).segment(
    text,
  )) {
    if (isWordLike || /\p{Extended_Pictographic}/u.test(segment)) words.push(isWordLike ? segment : "m");
    else if (words.length > 0 && pauseOf(segment) > 0) {
      all.push({ words, mark: segment });
      words = [];
    }
  }
  if (words.length > 0 || all.length === 0) all.push({ words: words.length > 0 ? words : ["m"], mark: "." });
  return all;
}

function pauseOf(mark: string): number {
  return PAUSE_SECONDS.find(([marks]) => marks.test(mark))?.[1] ?? 0;
}

function phraseBeats({ words, mark }: Phrase): Beat[] {
  const beats: Beat[] = [];
  const ending = /[?؟？]/.test(mark) ? 0.28 : pauseOf(mark) >= 0.4 ? -0.16 : 0.06;
  for (const [n, word] of words.entries()) {
    const along = words.length === 1 ? 0.5 : n / (words.length - 1);
    const base = AT_REST - SINK * along;
    const isLittle = LITTLE.test(word) && n < words.length - 1;
    beats.push(...wordBeats(word, { base, isLittle, ending: n === words.length - 1 ? ending : 0 }));
  }
  return [...beats, { phone: null, seconds: pauseOf(mark), pitch: AT_REST - SINK, strength: 0 }];
}

function wordBeats(word: string, tune: { base: number; isLittle: boolean; ending: number }): Beat[] {
  const { base, isLittle, ending } = tune;
  const sounds = saidAs(word).flatMap((name): readonly Phone[] => phones[name]);
  const stressed = sounds.findIndex(({ isVowel }) => isVowel);
  return sounds.map((phone, n) => {
    const isStressed = n === stressed && !isLittle;
    const along = sounds.length === 1 ? 1 : n / (sounds.length - 1);
    const hurry = isLittle ? 0.78 : isStressed ? 1.18 : 1;
    // The last word is drawn out.
    const drawn = ending !== 0 && along > 0.5 ? 1.3 : 1;
    return {
      phone,
      seconds: (phone.ms / 1_000) * hurry * drawn,
      pitch: base + (isStressed ? ACCENT : 0) + ending * along,
      strength: isLittle ? 0.72 : isStressed ? 1 : 0.86,
    };
  });
}
