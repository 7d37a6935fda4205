const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;

/** "1 picture", "8 pictures" */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${number.toLocaleString("en")} ${number === 1 ? one : many}`;
}

/** "0:06", "5:33", "1:02:10": how long something took, everywhere alike, and never rounded up. */
export function clock(ms: number): string {
  const total = Math.floor(Math.max(0, ms) / second);
  const seconds = String(total % 60).padStart(2, "0");
  const minutes = Math.floor(total / 60) % 60;
  const hours = Math.floor(total / 3600);
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, "0")}:${seconds}` : `${minutes}:${seconds}`;
}

const tenths = 10 * second;

/** "0.6 s", "9.8 s", "0:11": how long something took; where that is little, in tenths, so that its parts add up. What still grows is told by the clock. */
export function lasted(ms: number, isRunning = false): string {
  if (isRunning || ms >= tenths) return clock(ms);
  const seconds = Math.max(0, ms) / second;
  return `${(Math.floor(seconds * 10) / 10).toFixed(1)} s`;
}

/** "0:11"; "< 0:01" for what the clock has no figure for, unless it grows. */
function clockOrLess(ms: number, isRunning = false): string {
  return ms < second && !isRunning ? "< 0:01" : clock(ms);
}

/** Says how long something took; of what still grows, as a clock does. */
export type SayLength = (ms: number, isRunning?: boolean) => string;

/** What says how long the parts of something took, all alike: in tenths where all of it was short, else by the clock, as while it grows. */
export function lengthSayer(wholeMs: number, isUnderWay: boolean): SayLength {
  return wholeMs < tenths && !isUnderWay ? lasted : clockOrLess;
}

/** "20 to 40 s", "1 to 2 min", "about 3 h", "any moment now": a span of milliseconds as a person would say it. */
export function span(lowMs: number, highMs: number): string {
  if (highMs < 5 * second) return "any moment now";
  const [unit, name] =
    highMs < minute ? [10 * second, "s"] : highMs < 2 * hour ? [minute, "min"] : [hour, "h"];
  const scale = name === "s" ? 10 : 1;
  const high = Math.max(1, Math.ceil(highMs / unit)) * scale;
  const low = Math.max(1, Math.round(lowMs / unit)) * scale;
  return low >= high ? `about ${high} ${name}` : `${low} to ${high} ${name}`;
}

/** "image_tags" → "Image tags" */
export function capitalised(word: string): string {
  const spaced = word.replaceAll("_", " ");
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
}
