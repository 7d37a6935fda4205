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

/** "0:11", "< 0:01": a part of something longer by the clock; what that has no figure for is said to be less, unless it grows. */
export function part(ms: number, isRunning = false): string {
  return ms < second && !isRunning ? "< 0:01" : clock(ms);
}

/** How the parts are told of what took that long in all: in tenths where it is short, else by the clock, as whatever grows is. */
export function partsOf(wholeMs: number, isUnderWay: boolean): typeof part {
  return wholeMs < tenths && !isUnderWay ? lasted : part;
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
