export const longestStory = 20_000;
export const longestStyle = 200;
export const fewestScenes = 3;
export const mostScenes = 12;

/** A scene is told in so many words, at the pace of somebody who reads aloud, with a breath before and after. */
const wordsOfScene = { fewest: 20, usual: 40, most: 60 };
const wordMs = 400;
const breathMs = 700;

const segmenter = new Intl.Segmenter(undefined, { granularity: "word" });

/**
 * How many words a story has, also in scripts that put no spaces between them. `null` for one that is too long: to count a
 * whole book at every key is to write no further.
 */
export function wordsIn(story: string): number | null {
  if (story.length > longestStory) return null;
  let words = 0;
  for (const { isWordLike } of segmenter.segment(story)) if (isWordLike) words += 1;
  return words;
}

/**
 * About how long the film of a story of so many words will be, in milliseconds, and in how many scenes: those asked for, or as many as we
 * would choose. A long story is told in brief, a short one is not made longer than its scenes need. `null` without words.
 */
export function filmEstimate(
  words: number | null,
  asked: number | null,
): { scenes: number; lowMs: number; highMs: number } | null {
  if (words === null || words === 0) return null;
  const scenes = asked ?? within(Math.ceil(words / wordsOfScene.usual), fewestScenes, mostScenes);
  const told = within(words, scenes * wordsOfScene.fewest, scenes * wordsOfScene.most);
  const likelyMs = told * wordMs + scenes * breathMs;
  return { scenes, lowMs: likelyMs * 0.8, highMs: likelyMs * 1.25 };
}

function within(figure: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, figure));
}
