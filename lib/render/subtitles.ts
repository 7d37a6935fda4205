/** Words that are shown from one time of the film to another, in milliseconds. */
export interface Subtitle {
  fromMs: number;
  toMs: number;
  lines: readonly string[];
}

/** As WebVTT. */
export function webVtt(subtitles: readonly Subtitle[]): string {
  const cues = subtitles.map(
    ({ fromMs, toMs, lines }) =>
      `${time(fromMs, ".")} --> ${time(toMs, ".")}\n${lines.map(escaped).join("\n")}\n`,
  );
  return ["WEBVTT\n", ...cues].join("\n");
}

/** As SubRip. */
export function subRip(subtitles: readonly Subtitle[]): string {
  const cues = subtitles.map(
    ({ fromMs, toMs, lines }, n) =>
      `${n + 1}\n${time(fromMs, ",")} --> ${time(toMs, ",")}\n${lines.join("\n")}\n`,
  );
  return cues.join("\n");
}

/** What would be markup in WebVTT. */
const escaped = (line: string): string =>
  line.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

const two = (n: number): string => String(Math.floor(n)).padStart(2, "0");

function time(ms: number, point: string): string {
  const seconds = two((ms / 1_000) % 60);
  return `${two(ms / 3_600_000)}:${two((ms / 60_000) % 60)}:${seconds}${point}${String(ms % 1_000).padStart(3, "0")}`;
}
