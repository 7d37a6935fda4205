const developMs = 3_200;

/** When each picture that arrived while somebody watched was first shown. */
const shownAt = new Map<string, number>();

/** Notes that a picture is shown now for the first time. */
export function noteArrival(src: string): void {
  if (!shownAt.has(src)) shownAt.set(src, performance.now());
}

/**
 * How long a picture has been coming up, in milliseconds; `null` once it is fully there or never had to. With it the
 * gallery of a job that has just ended goes on developing where the sheet left off.
 */
export function developingSince(src: string | null): number | null {
  const at = src === null ? undefined : shownAt.get(src);
  if (at === undefined) return null;
  const elapsedMs = performance.now() - at;
  return elapsedMs < developMs ? elapsedMs : null;
}
