import { lateness } from "./deadline";
import { expectedEnd } from "./eta";
import type { Artifact, Delay, Job, Operation, StageTime } from "./job";
import type { JobError } from "./job-view";
import type { KindProfile, StepProfile } from "./kind-profile";
import { ledgerEntries, type LedgerEntry } from "./ledger";
import { advance, isSpoilt, settleMs } from "./operation";
import type { Outcome, Trouble } from "./outcome";
import { currentStep, operationAt, plan, unsaved, type SlotCount } from "./plan";
import { progressOf } from "./progress";
import { backoff, nextCheckIn } from "./schedule";
import { endStage, enterStage } from "./timeline";

/** Everything one check learned about one job. */
export interface Findings {
  /** Intents this check wrote. */
  begun: readonly Operation[];
  /** What came of each operation dealt with, by its id. */
  outcomes: ReadonlyMap<string, Outcome>;
  saved: readonly Artifact[];
  /** Trouble in copying results. */
  troubles: readonly Trouble[];
  /** Whether a provider was really asked about this job. */
  asked: boolean;
  /** Requests answered from the record since the last check. */
  checksSaved: number;
}

/** What a check changes; committed in one call with those of the whole batch. */
export interface Change {
  jobId: string;
  status: "pending" | "processing" | "completed" | "failed";
  stage: string | null;
  progress: number;
  provider: string | null;
  output: Record<string, unknown> | null;
  error: JobError | null;
  delay: Delay | null;
  timeline: StageTime[];
  /** `null` when the job is over. */
  nextCheckInMs: number | null;
  asked: boolean;
  checksSaved: number;
  failedChecks: number;
  operations: Operation[];
  artifacts: readonly Artifact[];
  events: LedgerEntry[];
}

/** What the findings mean for the job at `now`. Pure; `random` in [0, 1) spreads retries. */
export function decide(
  before: Job,
  profile: KindProfile,
  slots: SlotCount,
  findings: Findings,
  now: Date,
  random: number,
): Change {
  const begun = new Set(findings.begun.map((operation) => operation.id));
  const earlier = before.operations.filter((operation) => !begun.has(operation.id));
  const touched = [...earlier, ...findings.begun].map((operation) => {
    const outcome = findings.outcomes.get(operation.id);
    return {
      operation: outcome ? advance(operation, outcome, now) : operation,
      isTouched: outcome !== undefined,
    };
  });
  const job: Job = {
    ...before,
    operations: touched.map((each) => each.operation),
    artifacts: [...before.artifacts, ...findings.saved],
  };
  const change: Change = {
    jobId: job.id,
    ...judge(job, profile, slots, findings, now, random),
    asked: findings.asked,
    checksSaved: findings.checksSaved,
    operations: touched.filter((each) => each.isTouched).map((each) => each.operation),
    artifacts: findings.saved,
    events: [],
  };
  change.progress = Math.max(change.progress, before.progress);
  const wasWithin = !before.checkedAt || before.checkedAt < before.deadlineAt;
  const isNewlyOverdue = wasWithin && lateness(before, profile, now) !== "within";
  change.events = ledgerEntries(before, change, findings, isNewlyOverdue);
  return change;
}

type Judgement = Omit<Change, "jobId" | "asked" | "checksSaved" | "operations" | "artifacts" | "events">;

function judge(
  job: Job,
  profile: KindProfile,
  slots: SlotCount,
  findings: Findings,
  now: Date,
  random: number,
): Judgement {
  const over = { delay: null, nextCheckInMs: null, failedChecks: 0, timeline: endStage(job.timeline, now) };
  const step = currentStep(job, profile, slots);
  const error = fatalError(job, profile, slots);
  const provider = step?.provider ?? null;

  if (error)
    return {
      ...over,
      status: "failed",
      stage: job.stage,
      progress: job.progress,
      provider,
      output: null,
      error,
    };
  if (!step && unsaved(job).length === 0) {
    const output = { pictures: job.artifacts.length };
    return { ...over, status: "completed", stage: job.stage, progress: 100, provider, output, error: null };
  }
  if (lateness(job, profile, now) === "given_up") {
    return {
      ...over,
      status: "failed",
      stage: job.stage,
      progress: job.progress,
      provider,
      output: null,
      error: timedOut,
    };
  }
  return goOn(job, profile, slots, step, findings, now, random);
}

function goOn(
  job: Job,
  profile: KindProfile,
  slots: SlotCount,
  step: StepProfile | null,
  findings: Findings,
  now: Date,
  random: number,
): Judgement {
  const isStarted = job.operations.some((operation) => operation.runningAt !== null);
  const stage = step ?? profile.saving;
  const timeline = isStarted ? enterStage(job.timeline, stage.name, now) : job.timeline;
  const next = plan(job, profile, slots, now);
  const trouble = worstTrouble(findings);
  const failedChecks = trouble ? job.failedChecks + 1 : 0;
  const entered = timeline.at(-1);
  const settlingMs = trouble ? null : untilSettled(job, now);
  const waitMs = trouble
    ? backoff(failedChecks, trouble.retryAfterMs, random)
    : next.begin.length > 0 || next.save.length > 0
      ? 0
      : (settlingMs ??
        nextCheckIn({
          intervalMs: stage.intervalMs,
          ageMs: entered ? now.getTime() - Date.parse(entered.startedAt) : 0,
          expectedInMs: msUntil(expectedEnd(job.operations, stage.name), now),
          overdue: lateness(job, profile, now) === "overdue",
        }));
  return {
    status: isStarted ? "processing" : job.status === "processing" ? "processing" : "pending",
    stage: isStarted ? stage.name : job.stage,
    progress: isStarted ? progressOf(job, profile, step ?? lastStep(profile), slots, now) : job.progress,
    provider: step?.provider ?? null,
    output: null,
    error: null,
    delay:
      settlingMs !== null
        ? job.delay
        : trouble && {
            code: trouble.code,
            message: trouble.message,
            until: new Date(now.getTime() + waitMs).toISOString(),
          },
    timeline,
    nextCheckInMs: waitMs,
    failedChecks,
  };
}

/** Why the job cannot go on, if it cannot: a step that needs all of its work lost some, or one lost it all. */
function fatalError(job: Job, profile: KindProfile, slots: SlotCount): JobError | null {
  for (const step of profile.steps) {
    const operations = Array.from({ length: slots(step.name) }, (_, slot) =>
      operationAt(job, step.name, slot),
    );
    if (operations.some((operation) => operation?.state === "unknown" && operation.attempt === job.attempt)) {
      return startUnknown;
    }
    const failed = operations.filter(
      (operation) => operation && isSpoilt(operation) && operation.attempt === job.attempt,
    );
    const isLost = step.partial
      ? failed.length > 0 && failed.length === operations.length
      : failed.length > 0;
    if (isLost) return failed[0]?.error ?? stoppedByProvider;
  }
  return null;
}

function worstTrouble(findings: Findings): Trouble | null {
  let worst: Trouble | null = findings.troubles[0] ?? null;
  for (const outcome of findings.outcomes.values()) {
    if (outcome.type !== "troubled" && outcome.type !== "postponed" && outcome.type !== "uncertain") continue;
    if (!worst || (outcome.trouble.retryAfterMs ?? 0) > (worst.retryAfterMs ?? 0)) worst = outcome.trouble;
  }
  return worst;
}

/** How long until a start of unknown fate may be looked up, `null` if there is none. */
function untilSettled(job: Job, now: Date): number | null {
  const ages = job.operations
    .filter((operation) => operation.state === "starting" && operation.attempt === job.attempt)
    .map((operation) => now.getTime() - operation.startedAt.getTime())
    .filter((age) => age < settleMs);
  return ages.length === 0 ? null : settleMs - Math.min(...ages);
}

function lastStep(profile: KindProfile): StepProfile {
  const last = profile.steps.at(-1);
  if (!last) throw new Error(`kind ${profile.kind} has no steps`);
  return last;
}

function msUntil(end: Date | null, now: Date): number | null {
  return end && end.getTime() - now.getTime();
}

const timedOut: JobError = {
  code: "timed_out",
  message:
    "The provider did not finish in time. If it finishes later, Retry picks up its result instead of paying again.",
  retryable: true,
  charged: null,
};

const stoppedByProvider: JobError = {
  code: "stopped_by_provider",
  message: "The work was stopped at the provider. Retry starts it again.",
  retryable: true,
  charged: null,
};

const startUnknown: JobError = {
  code: "start_unknown",
  message:
    "The connection broke while the work was being started, and the provider cannot say whether it was. It may have been charged.",
  retryable: true,
  charged: null,
};
