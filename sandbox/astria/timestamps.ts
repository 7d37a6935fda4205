/** A moment as Astria writes it, or `null` while it lies in the future. */
export function stamp(moment: number, now: number): string | null {
  return moment <= now ? new Date(moment).toISOString() : null;
}

/** The latest of these moments that has passed. */
export function latest(moments: readonly [number, ...number[]], now: number): string {
  return new Date(Math.max(moments[0], ...moments.filter((moment) => moment <= now))).toISOString();
}
