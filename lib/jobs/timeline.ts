import type { StageTime } from "./job";

/** The timeline after entering a stage at `now`; unchanged if the job is already in it. */
export function enterStage(timeline: readonly StageTime[], name: string, now: Date): StageTime[] {
  const last = timeline.at(-1);
  if (last?.name === name && last.endedAt === null) return [...timeline];
  return [...endStage(timeline, now), { name, startedAt: now.toISOString(), endedAt: null }];
}

/** The timeline after the present stage ended at `now`. */
export function endStage(timeline: readonly StageTime[], now: Date): StageTime[] {
  return timeline.map((time) => (time.endedAt === null ? { ...time, endedAt: now.toISOString() } : time));
}

/** The moment so many milliseconds after another, as the record writes it. */
export function after(now: Date, ms: number): string {
  return new Date(now.getTime() + ms).toISOString();
}
