import type { CheckResult } from "./change";
import { lateness } from "./deadline";
import { expectedEnd } from "./eta";
import type { Delay } from "./job";
import type { StageProfile } from "./kind-profile";
import type { KeepResult, Outcome, Trouble } from "./outcome";
import { askedWaitMs, backoff, nextCheckIn } from "./schedule";
import type { Situation } from "./situation";
import { after } from "./timeline";

/** What there is to wait for before the next check. */
export interface Wait {
  ms: number;
  failedChecks: number;
  delay: Delay | null;
}

/** How long to wait in this stage before the next check, why, and after how many failed checks in a row. Pure. */
export function waitBeforeNext(situation: Situation, stage: StageProfile, result: CheckResult): Wait {
  const { job, profile, now } = situation;
  const trouble = worstTrouble(result);
  // Whatever was learned starts the back-off anew.
  const failedChecks = trouble ? (hasLearned(result) ? 0 : job.failedChecks) + 1 : 0;
  const { ms: wished, isSettling } = wishedWait(situation, stage, result, trouble, failedChecks);
  // The end is kept to, whatever the back-off says.
  const endsInMs = job.deadlineAt.getTime() + profile.graceMs - now.getTime();
  const ms = job.isAdmitted ? Math.min(wished, Math.max(0, endsInMs)) : wished;
  const until = after(now, ms);
  const delay = isSettling ? job.delay && { ...job.delay, until } : trouble && delayFor(trouble, until, now);
  return { ms, failedChecks, delay };
}

function delayFor({ code, message, retryAfterMs }: Trouble, until: string, now: Date): Delay {
  const askedUntil = retryAfterMs === null ? undefined : after(now, askedWaitMs(retryAfterMs));
  return { code, message, until, ...(askedUntil && { askedUntil }) };
}

/** In milliseconds; `isSettling` while a start of unknown fate is waited for. */
function wishedWait(
  { job, profile, left, now, random }: Situation,
  stage: StageProfile,
  result: CheckResult,
  trouble: Trouble | null,
  failedChecks: number,
): { ms: number; isSettling: boolean } {
  // A retry that adopts everything has to start before it can complete: at once, in the next round.
  if (left.step === null && left.keep.length === 0) return { ms: 0, isSettling: false };
  const isOverdue = lateness(job, profile, now) === "overdue";
  const entered = job.timeline.at(-1);
  const expected = expectedEnd(job.operations, stage.name);
  const pieces = job.operations.filter(
    ({ step, supersededAt }) => step === stage.name && supersededAt === null,
  );
  const usual = nextCheckIn({
    intervalMs: stage.intervalMs,
    longestMs: stage.longestIntervalMs,
    ageMs: entered ? now.getTime() - Date.parse(entered.startedAt) : 0,
    expectedInMs: expected && expected.getTime() - now.getTime(),
    // Of what is made one after the other, each has its own beginning.
    usual: stage.usualSlots === undefined ? stage.usual.quantiles : undefined,
    inPieces: pieces.length > 1,
    overdue: isOverdue,
  });
  // What is provably not there is begun again as soon as the provider lets us: its own wait is behind it.
  if (left.begin.length > 0 && [...result.outcomes.values()].some(({ type }) => type === "absent")) {
    return { ms: askedWaitMs(trouble?.retryAfterMs ?? 0), isSettling: false };
  }
  if (trouble) {
    const ms = backoff(failedChecks, trouble.retryAfterMs, random);
    return { ms: isOverdue ? Math.max(ms, usual) : ms, isSettling: false };
  }
  // Time ran out before everything was asked.
  const isCutShort = [...result.outcomes.values()].some((outcome) => outcome.type === "unasked");
  if (isCutShort || left.begin.length > 0 || left.keep.length > 0) return { ms: 0, isSettling: false };
  if (left.settling.length === 0) return { ms: usual, isSettling: false };
  const settlingMs = left.settling.reduce(
    (least, operation) => Math.min(least, operation.settlesAt.getTime() - now.getTime()),
    Infinity,
  );
  return { ms: left.observe.length > 0 ? Math.min(usual, settlingMs) : settlingMs, isSettling: true };
}

/** The trouble that asks for the longest wait. */
export function worstTrouble({ kept, outcomes }: CheckResult): Trouble | null {
  const troubles = [
    ...kept.flatMap((each) => ("trouble" in each ? (each.trouble ?? []) : [])),
    ...[...outcomes.values()].flatMap((each) => ("trouble" in each ? each.trouble : [])),
  ];
  return troubles.reduce<Trouble | null>((worst, each) => {
    return !worst || (each.retryAfterMs ?? 0) > (worst.retryAfterMs ?? 0) ? each : worst;
  }, null);
}

/** Whether a check learned anything at all from a provider. */
function hasLearned({ kept, outcomes }: CheckResult): boolean {
  return kept.some(isNews) || [...outcomes.values()].some((each) => learned.has(each.type));
}

function isNews({ type, artifacts, cursor }: KeepResult): boolean {
  return type === "whole" || artifacts.length > 0 || cursor !== undefined;
}

const learned: ReadonlySet<Outcome["type"]> = new Set(["started", "found", "refused", "absent", "observed"]);
