import type { Artifact, Delay, Job, Operation, StageTime } from "./job";
import type { JobError } from "./job-error";
import type { KeepResult, Outcome } from "./outcome";
import type { JobStatus } from "./status";

/** Everything one check learned about one job. */
export interface CheckResult {
  /** Intents this check wrote. */
  begun: readonly Operation[];
  /** What came of each operation dealt with, by its id. */
  outcomes: ReadonlyMap<string, Outcome>;
  /** What was taken of finished work. */
  kept: readonly KeepResult[];
  /** Why work could not even be asked for; `null` where it could. */
  fault: JobError | null;
  /** Whether a provider was really asked about this job. */
  asked: boolean;
  /** Requests answered from the record since the last check. */
  checksSaved: number;
}

/** The job's row after a check, as far as a check decides it. */
export interface NextState {
  status: JobStatus;
  stage: string | null;
  progress: number;
  /** Who is at work on it from now on, or is to be next; nobody while results are saved or the work is ours. */
  providers: readonly string[];
  output: Record<string, unknown> | null;
  error: JobError | null;
  delay: Delay | null;
  timeline: StageTime[];
  /** `null` when the job is over. */
  nextCheckInMs: number | null;
  failedChecks: number;
  /** This attempt is over, and the next one begins by itself: the rest is its first state. */
  autoRetry: boolean;
  forecast: Job["forecast"];
}

/** What a check changes; committed in one call with those of the whole batch. */
export interface Change extends NextState {
  jobId: string;
  asked: boolean;
  checksSaved: number;
  /** How long the next attempt may take. */
  deadlineMs: number;
  /** Whether the record says more than before, but for when it was checked, and is to be. */
  changesRecord: boolean;
  /** Operations that say more than before. */
  operations: Operation[];
  artifacts: readonly Artifact[];
  events: LedgerEntry[];
  /** Whether pieces of our own work wait to be made. */
  hasPieces: boolean;
}

/** A line for the ledger. `detail` holds plain data; the page makes the sentence. */
export interface LedgerEntry {
  type:
    | "started"
    | "found"
    | "start_lost"
    | "begun"
    | "queued"
    | "stage"
    | "progress"
    | "saved"
    | "spoilt"
    | "retrying"
    | "delayed"
    | "recovered"
    | "overdue"
    | "completed"
    | "failed";
  detail: Record<string, unknown>;
}
