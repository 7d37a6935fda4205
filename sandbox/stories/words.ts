/** The words of a text, in whatever script. */
function wordsOf(text: string): string[] {
  const words: string[] = [];
  for (const { segment, isWordLike } of new Intl.Segmenter(undefined, { granularity: "word" }).segment(text))
    if (isWordLike) words.push(segment);
  return words;
}

export function countWords(text: string): number {
  return wordsOf(text).length;
}

/** The sentences of a text, without what separates them; what says nothing is left out. A line may end in the middle of one. */
export function sentencesOf(text: string): string[] {
  const segmenter = new Intl.Segmenter(undefined, { granularity: "sentence" });
  return text
    .split(/\n\s*\n/)
    .flatMap((paragraph) => Array.from(segmenter.segment(paragraph.replace(/\s+/g, " "))))
    .map(({ segment }) => segment.trim())
    .filter((sentence) => /[\p{L}\p{N}\p{Extended_Pictographic}]/u.test(sentence));
}

/** The longest sentence that anybody says; longer are words that are none. */
const LONGEST = 600;

function clipped(text: string): string {
  if (text.length <= LONGEST) return text;
  let end = 0;
  for (const { segment, index } of new Intl.Segmenter().segment(text.slice(0, LONGEST)))
    end = index + segment.length;
  return `${text.slice(0, end)}…`;
}

/** A sentence without its end, where it is longer than so many words: cut behind a mark if there is a late one. */
export function shortened(whole: string, most: number): string {
  const sentence = clipped(whole);
  if (countWords(sentence) <= most) return sentence;
  let [end, count] = [0, 0];
  for (const { segment, index, isWordLike } of new Intl.Segmenter(undefined, { granularity: "word" }).segment(
    sentence,
  )) {
    if (isWordLike) count += 1;
    if (count > most) break;
    end = index + segment.length;
  }
  const cut = sentence.slice(0, end);
  const mark = Math.max(...[",", ";", "، ", "，", "、", " – ", " — "].map((each) => cut.lastIndexOf(each)));
  return `${(mark > cut.length / 2 ? cut.slice(0, mark) : cut).trim()}…`;
}

/** The parts of a sentence between its marks; itself where it has none. */
export function clausesOf(sentence: string): string[] {
  return sentence
    .split(/(?<=[,;:،，、])\s*/)
    .map((clause) => clause.trim())
    .filter((clause) => clause !== "");
}

const PLAIN =
  /^(the|a|an|and|but|of|to|in|on|at|is|was|were|it|he|she|they|his|her|their|with|for|from|by|as|or|that|this|there|had|has|have|not|who|which|when|then|so|all|one|two|no|never|ever|up|down|out|over|after|before|every|each|now|today|tonight|what|where|why|how|some|many|most|together|suddenly|finally|later|still|even|only|again|nobody|everybody|somebody|nothing|everything|you|we|our|my|your|its|if|because|while|let|maybe|perhaps|soon|please|yes|next|under|into|once|upon|time)$/i;
const QUALITIES =
  /^(old|young|little|small|big|great|long|short|last|first|next|new|red|blue|green|white|black|golden|grey|gray|dark|cold|warm|quiet|empty|same|whole|wooden|frozen|tall|strange|lonely|only|other|good)$/i;

const UNSEEN =
  /^(year|evening|morning|night|day|week|month|time|moment|hour|way|thing|word|name|life|story|end|side|part|while|minute|idea|reason|owner|others?)s?$/i;

/** Things that a text speaks of, with how they are: "old keeper", "lamp". Each once, those named most often first. */
export function thingsIn(text: string): string[] {
  const counts = new Map<string, number>();
  const pattern =
    /\b(?:the|an?|his|her|their|its|our|my|your|every|each|this|that)\s+((?:[a-z]+-?){1,3}[a-z]*)(?:\s+([a-z]+))?(?:\s+([a-z]+))?/gi;
  for (const [, ...words] of text.matchAll(pattern)) {
    const named: string[] = [];
    for (const word of words.filter((each) => typeof each === "string")) {
      if (PLAIN.test(word)) break;
      named.push(word.toLowerCase());
      if (!QUALITIES.test(word)) break;
    }
    const [last = ""] = named.slice(-1);
    if (last.length < 3 || QUALITIES.test(last) || UNSEEN.test(last)) continue;
    const thing = named.join(" ");
    counts.set(thing, (counts.get(thing) ?? 0) + 1);
  }
  return [...counts].toSorted(([, a], [, b]) => b - a).map(([thing]) => thing);
}

/**
 * Names: words with a capital in the middle of a sentence; or at the beginning of several, and never without it. Each
 * once, those named most often first.
 */
export function namesIn(text: string): string[] {
  const counts = new Map<string, number>();
  for (const [name] of text.matchAll(/(?<![\p{L}\p{M}'’])\p{Lu}\p{Ll}{2,}(?![\p{L}\p{M}])/gu)) {
    if (!PLAIN.test(name)) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const isName = ([name, count]: readonly [string, number]) =>
    new RegExp(`[\\p{Ll},;] ${name}`, "u").test(text) ||
    (count > 1 && !new RegExp(`\\b${name.toLowerCase()}\\b`).test(text));
  return [...counts]
    .filter(isName)
    .toSorted(([, a], [, b]) => b - a)
    .map(([name]) => name);
}

/** Whether English sentences may stand beside it. */
export function isEnglish(text: string): boolean {
  return (
    (text.match(/\b(a|the|and|of|to|was|is|in|that|her|his|with)\b/gi)?.length ?? 0) >= countWords(text) / 12
  );
}
