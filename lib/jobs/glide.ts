import type { JobView } from "./job-view";
import { isTerminal } from "./status";

/** Up to this share of its usual time a stage is taken to proceed evenly; from there on ever more slowly, as it may take longer. */
const even = 0.6;

/**
 * The share of a stage, from 0 to below 1, that is likely behind it after `passedMs` of the `usualMs` that it usually takes:
 * 0.8 when those are over, 0.91 after twice as long. It never stands still and never gets there.
 */
export function likelyShare(passedMs: number, usualMs: number): number {
  const part = Math.max(0, passedMs) / Math.max(1, usualMs);
  return part <= even ? part : 1 - (1 - even) ** 2 / (1 + part - 2 * even);
}

type Known = Pick<JobView, "status" | "attempt" | "progress" | "glide" | "sinceCheckMs">;

/** What is drawn of a job's progress: 0 to 100, and whether it moves too slowly for whole points to be seen moving. */
export interface Shown {
  attempt: number;
  percent: number;
  isSlow: boolean;
}

/**
 * The progress to show `elapsedMs` after an answer: from what was known at the last check toward the end of the present
 * stage, which it never reaches. Where nothing moves (waiting, delayed, overdue, over) it is what is known.
 */
export function likelyProgress({ progress, glide, sinceCheckMs }: Known, elapsedMs: number): number {
  if (!glide) return progress;
  return carriedOn(progress, glide, glide.passedMs - sinceCheckMs, glide.passedMs + Math.max(0, elapsedMs));
}

/**
 * What is shown next, `stepMs` after `last`: never less within an attempt, never past the end of the present stage. Answers
 * that know more are caught up with in a moment, unless `isStill`. A new attempt begins anew, and one that has stopped shows
 * what is known, at once.
 */
export function nextShown(
  last: Shown | null,
  job: Known,
  elapsedMs: number,
  stepMs: number,
  isStill = false,
): Shown {
  const { attempt, progress, glide } = job;
  if (isTerminal(job.status)) return { attempt, percent: progress, isSlow: false };
  const likely = likelyProgress(job, elapsedMs);
  const isAnew = last?.attempt !== attempt;
  const from = isAnew ? likely : last.percent;
  const now = (glide?.passedMs ?? 0) + Math.max(0, elapsedMs);
  const target = Math.max(from, likely, glide ? carriedOn(from, glide, now - stepMs, now) : 0);
  const percent = isStill ? target : from + (target - from) * (1 - Math.exp(-stepMs / catchUpMs));
  if (!glide) return { attempt, percent, isSlow: !isAnew && last.isSlow };
  const isForeseen = now <= foreseen * glide.usualMs;
  const isSlow = isForeseen && carriedOn(percent, glide, now, now + patienceMs) - percent < 1;
  // Told in tenths it stays so up to the next whole point: from 59.9 the figure would fall to 59.
  const isWithinPoint = !isAnew && Math.floor(percent) === Math.floor(last.percent);
  return { attempt, percent, isSlow: isSlow || (isWithinPoint && last.isSlow) };
}

/** What is behind is caught up with to a third in so many milliseconds. */
const catchUpMs = 250;

/** Of a stage that takes so many times what it usually does nobody knows how far it is to a tenth of a point. */
const foreseen = 2;

/** Whether a stage has taken so much longer than it usually does that a figure of it would say more than anybody knows. */
export function isPastForeseen(glide: JobView["glide"]): boolean {
  return glide !== null && glide.passedMs > foreseen * glide.usualMs;
}

/** A figure that stands for longer looks as if nothing went on. */
const patienceMs = 8_000;

/** Where progress is likely to be after `thenMs` of a stage, having been at `from` after `sinceMs`. */
function carriedOn(
  from: number,
  { to, usualMs }: NonNullable<JobView["glide"]>,
  sinceMs: number,
  thenMs: number,
): number {
  if (to <= from) return from;
  const left = (1 - likelyShare(thenMs, usualMs)) / (1 - likelyShare(sinceMs, usualMs));
  return to - (to - from) * Math.min(1, left);
}

/**
 * How far each of `count` frames is, 0 to 1, that come up one after the other while progress goes through the stage that
 * makes them. By the time that it usually ends all have begun, and none ever goes back.
 */
export function frameShare(
  slot: number,
  count: number,
  percent: number,
  stage: JobView["framesWithin"],
): number {
  if (!stage || stage.to <= stage.from) return 0;
  const share = (percent - stage.from) / (stage.to - stage.from);
  const begins = (slot / count) * likelyShare(1, 1);
  return Math.min(1, Math.max(0, ((share - begins) * count) / 2));
}
