import { fps, leadFrames, type FilmSize } from "@/lib/render/timeline";
import { setInLines, type MeasuredWord, type SetLines } from "./lines";
import { measureIn } from "./measure";
import { captionStyle } from "./style";
import { brokenWord, inOneLine, wordsOf } from "./words";

/** What is read on the picture from one frame to another (not included). Frames are counted from the segment's start. */
export interface Cue {
  fromFrame: number;
  toFrame: number;
  /** One or two. */
  lines: readonly string[];
}

/**
 * Cuts a narration into cues that last as long together as its voice does, each as long as its words take of that.
 * `clipFrames` is the voice's length.
 */
export function cuesOf(narration: string, clipFrames: number, size: FilmSize): Cue[] {
  const { fontSize, lineWidth } = captionStyle(size);
  const measure = measureIn(inOneLine(narration), fontSize);
  const space = measure(" ");
  const words = wordsOf(narration)
    .flatMap((word) => brokenWord(word, (text) => measure(text) <= lineWidth))
    .map((word) => ({ ...word, width: measure(word.text), space: word.hasSpace ? space : 0 }));
  // A voice is cut where its last word ends.
  const whole = spoken(words) - (words.at(-1)?.pause ?? 0);
  const frameAt = (said: number) =>
    leadFrames + Math.min(clipFrames, Math.round((clipFrames * said) / whole));
  const captions = cut(words, {
    linesOf: (part) => setInLines(part, lineWidth),
    secondsOf: (weight) => (clipFrames * weight) / whole / fps,
  });
  let said = 0;
  return captions.flatMap(({ lines, weight }) => {
    const fromFrame = frameAt(said);
    said += weight;
    const toFrame = frameAt(said);
    return toFrame > fromFrame ? [{ fromFrame, toFrame, lines }] : [];
  });
}

/** How long words take to say, and the pauses behind them. */
const spoken = (words: readonly MeasuredWord[]): number =>
  words.reduce((sum, { weight, pause }) => sum + weight + pause, 0);

interface Caption {
  lines: readonly string[];
  weight: number;
}

interface Cut {
  linesOf: (words: readonly MeasuredWord[]) => SetLines | null;
  secondsOf: (weight: number) => number;
}

/** The way to cut them that costs least, by what a reader stumbles over. */
function cut(words: readonly MeasuredWord[], { linesOf, secondsOf }: Cut): Caption[] {
  const best: Array<{ cost: number; captions: Caption[] }> = [{ cost: 0, captions: [] }];
  for (let end = 1; end <= words.length; end += 1) {
    for (let start = end - 1; start >= 0; start -= 1) {
      const part = words.slice(start, end);
      const set = linesOf(part);
      if (!set) break;
      const weight = spoken(part);
      const before = best[start];
      const cost = (before?.cost ?? 0) + set.cost + costOf(part, secondsOf(weight));
      if (before && cost < (best[end]?.cost ?? Infinity))
        best[end] = { cost, captions: [...before.captions, { lines: set.lines, weight }] };
    }
  }
  return best.at(-1)?.captions ?? [];
}

/** What a cue costs that ends there, and one that goes on beyond it. */
const breakCosts = { sentence: 0, clause: 1, nothing: 3 };
const crossingCosts = { sentence: 2, clause: 0.4, nothing: 0 };

function costOf(part: readonly MeasuredWord[], seconds: number): number {
  const within = part.slice(0, -1).reduce((sum, { ends }) => sum + crossingCosts[ends], 0);
  return (
    1 +
    breakCosts[part.at(-1)?.ends ?? "nothing"] +
    within +
    Math.max(0, 1.5 - seconds) * 4 +
    Math.max(0, seconds - 6)
  );
}
