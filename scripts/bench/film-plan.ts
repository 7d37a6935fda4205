/** The benchmark's films have as many scenes as a film can have. */
export const benchScenes = 12;

/** What a part of the benchmark took. */
export interface PartReport {
  cpuSeconds: number;
  peakMb: number;
}

/** As many words as are told in so many seconds. */
export function narrationOf(seconds: number): string {
  const words = "The keeper climbs the stairs while the storm comes nearer and the lamp is still dark".split(
    " ",
  );
  const count = Math.round(seconds * 2.5);
  return Array.from({ length: count }, (_, n) => words[n % words.length]).join(" ");
}
