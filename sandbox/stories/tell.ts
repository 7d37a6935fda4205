import { chance } from "../core/random";
import { clausesOf, countWords, isEnglish, sentencesOf, shortened, thingsIn } from "./words";

const LEAST_WORDS = 20;
const MOST_WORDS = 60;
/** So many characters are enough, whatever the words. */
const LONG = 160;
/** A scene that has so many takes no further sentence. */
const ENOUGH = 44;

/** A scene's narration, and as much of it as is the story's own. */
export interface Told {
  own: string;
  narration: string;
}

/** The sentences of a story, shared out to so many narrations of 20 to 60 words each, in its own words and its own order. */
export function narrationsOf(story: string, count: number): Told[] {
  const told = partsOf(story, count).map((part) => shortened(part, Infinity));
  const shares = Array.from({ length: count }, (_, n) => {
    const from = Math.floor((n * told.length) / count);
    return told.slice(from, Math.max(from + 1, Math.floor(((n + 1) * told.length) / count)));
  });
  return shares.map((sentences, scene) => {
    const own = begun(ended(condensed(sentences)));
    return { own, narration: drawnOut(own, { story, told, scene }) };
  });
}

/** At least as many parts as there are scenes, if the story has them: sentences, else what stands between their marks. */
function partsOf(story: string, count: number): string[] {
  const sentences = sentencesOf(story);
  if (sentences.length >= count) return sentences;
  const clauses = sentences.flatMap((sentence) => clausesOf(sentence));
  if (clauses.length >= count) return clauses;
  return clauses.length > 0 ? clauses : [story.trim()];
}

/** As many of the sentences as fit, the first and the last among them. */
function condensed(sentences: readonly string[]): string {
  const chosen: string[] = [];
  let words = 0;
  const ending = sentences.length > 1 ? (sentences.at(-1) ?? "") : "";
  const kept = countWords(ending) <= ENOUGH / 2 ? ending : "";
  for (const sentence of kept === "" ? sentences : sentences.slice(0, -1)) {
    if (words >= ENOUGH - countWords(kept)) break;
    const fitting = shortened(sentence, MOST_WORDS - countWords(kept) - words);
    if (words > 0 && fitting !== sentence) break;
    chosen.push(fitting);
    words += countWords(fitting);
  }
  return [...chosen, ...(kept === "" ? [] : [kept])].join(" ");
}

/** A narration that is too short is told more slowly: plain sentences about its own words, or its neighbours once more. */
function drawnOut(
  narration: string,
  { story, told, scene }: { story: string; told: readonly string[]; scene: number },
): string {
  let longer = narration;
  const things = [...thingsIn(narration), ...thingsIn(story)];
  for (let n = 0; n < 40 && countWords(longer) < LEAST_WORDS && longer.length < LONG; n += 1) {
    const more =
      isEnglish(story) || !/\p{L}/u.test(story)
        ? plainSentence(things, scene + n, story)
        : begun(told[(scene + 1 + n) % told.length] ?? story);
    longer = ended(`${longer} ${shortened(more, MOST_WORDS - countWords(longer))}`);
  }
  return longer;
}

const WITH_THINGS = [
  (a: string, b: string) => `There is the ${a}, there is the ${b}, and time enough to look at both.`,
  (a: string) => `For a while there is nothing else to see than the ${a}.`,
  (a: string, b: string) => `The light falls on the ${a}, and a little of it reaches the ${b}.`,
  (a: string) => `Nobody says a word on the way to the ${a}.`,
] as const;
const WITHOUT = [
  "Nobody hurries, and nothing stands quite still.",
  "It is quiet for a while, as it is before something begins.",
  "The light changes a little, and then it stays.",
] as const;

function plainSentence(things: readonly string[], turn: number, story: string): string {
  const start = turn + Math.floor(chance("padding", story) * 7);
  const [a, b] = [things[turn % Math.max(1, things.length)], things[(turn + 1) % Math.max(1, things.length)]];
  if (a === undefined || b === undefined || a === b) return WITHOUT[start % WITHOUT.length] ?? WITHOUT[0];
  return (WITH_THINGS[start % WITH_THINGS.length] ?? WITH_THINGS[0])(a, b);
}

/** As a sentence begins. */
function begun(text: string): string {
  const rest = text.replace(/^(and|but|so|then|or) (?=\p{L})/u, "");
  return rest.replace(/^\p{Ll}/u, (letter) => letter.toLocaleUpperCase());
}

/** With a mark at its end. */
function ended(text: string): string {
  if (/[.!?…。！？؟۔"”’)]$/.test(text)) return text;
  return `${text.replace(/[,;:،，、]$/, "")}${/[\u3040-\u30ff\u4e00-\u9fff]$/.test(text) ? "。" : "."}`;
}
