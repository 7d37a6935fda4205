import { expectedEnd } from "./eta";
import type { Job } from "./job";
import type { StageProfile } from "./kind-profile";
import type { Trouble } from "./outcome";
import type { Plan } from "./plan";
import { backoff, nextCheckIn } from "./schedule";

interface Situation {
  job: Job;
  stage: StageProfile;
  /** What the next check would have to do. */
  next: Plan;
  isOverdue: boolean;
  /** Time ran out before everything was asked. */
  isCutShort: boolean;
  trouble: Trouble | null;
  failedChecks: number;
  now: Date;
  /** In [0, 1). */
  random: number;
}

/** How long to wait before the next check, in milliseconds; `isSettling` while only a start of unknown fate is left. */
export function waitBeforeNext(situation: Situation): { ms: number; isSettling: boolean } {
  const { job, stage, next, isOverdue, trouble, now } = situation;
  const entered = job.timeline.at(-1);
  const expected = expectedEnd(job.operations, stage.name);
  const usual = nextCheckIn({
    intervalMs: stage.intervalMs,
    ageMs: entered ? now.getTime() - Date.parse(entered.startedAt) : 0,
    expectedInMs: expected && expected.getTime() - now.getTime(),
    overdue: isOverdue,
  });
  if (trouble) {
    const ms = backoff(situation.failedChecks, trouble.retryAfterMs, situation.random);
    return { ms: isOverdue ? Math.max(ms, usual) : ms, isSettling: false };
  }
  if (situation.isCutShort || next.begin.length > 0 || next.save.length > 0)
    return { ms: 0, isSettling: false };
  const settles = next.settling.map((operation) => operation.settlesAt.getTime() - now.getTime());
  if (settles.length === 0) return { ms: usual, isSettling: false };
  const settlingMs = Math.min(...settles);
  return { ms: next.observe.length > 0 ? Math.min(usual, settlingMs) : settlingMs, isSettling: true };
}
