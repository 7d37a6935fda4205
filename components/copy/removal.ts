const dayMs = 24 * 3_600_000;
/** It is said so long before. */
const saidDays = 7;

/** "in 3 days", "within a day": when a job is removed, from a week before on; `null` until then, and where it is kept. */
export function removalWords(removedAt: string | null, nowMs: number): string | null {
  if (removedAt === null) return null;
  const days = Math.ceil((Date.parse(removedAt) - nowMs) / dayMs);
  if (days > saidDays) return null;
  return days <= 1 ? "within a day" : `in ${days} days`;
}
