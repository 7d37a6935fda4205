import { lateness } from "./deadline";
import type { Artifact, Delay, Job, Operation, StageTime } from "./job";
import type { JobError } from "./job-error";
import { judge } from "./judge";
import type { KindProfile } from "./kind-profile";
import { ledgerEntries, type LedgerEntry } from "./ledger";
import { advance } from "./operation";
import type { Outcome, Trouble } from "./outcome";
import type { SlotCount } from "./plan";
import type { JobStatus } from "./status";

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
  status: JobStatus;
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
  /** This attempt is over, and the next one begins: the rest of the change is its first state. */
  again: boolean;
  /** How long the next attempt may take. */
  deadlineMs: number;
  forecast: Job["forecast"];
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
    artifacts: withSaved(before.artifacts, findings.saved),
  };
  const change: Change = {
    jobId: job.id,
    ...judge(job, profile, slots, findings, now, random),
    asked: findings.asked,
    checksSaved: findings.checksSaved,
    deadlineMs: profile.deadlineMs,
    operations: touched.filter((each) => each.isTouched).map((each) => each.operation),
    artifacts: findings.saved,
    events: [],
  };
  if (!change.again) change.progress = Math.max(change.progress, before.progress);
  const wasWithin = before.updatedAt < before.deadlineAt;
  const isNewlyOverdue = wasWithin && lateness(before, profile, now) !== "within";
  change.events = ledgerEntries(before, change, findings, isNewlyOverdue);
  return change;
}

/** A file saved again, under a newer link, replaces the one of its name. */
function withSaved(artifacts: readonly Artifact[], saved: readonly Artifact[]): Artifact[] {
  const names = new Set(saved.map((artifact) => artifact.name));
  return [...artifacts.filter((artifact) => !names.has(artifact.name)), ...saved];
}
