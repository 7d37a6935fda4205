import type { JobError } from "./job-view";
import type { JobStatus } from "./status";

/** A file a provider offers; its link may expire. */
export interface OfferedFile {
  url: string;
  expiresAt: Date | null;
}

export type OperationState =
  | "planned"
  | "starting"
  | "running"
  | "succeeded"
  | "failed"
  | "canceled"
  | "unknown";

/** One piece of work at a provider, as the record has it. */
export interface Operation {
  id: string;
  attempt: number;
  step: string;
  slot: number;
  provider: string;
  /** The provider's own id; `null` until its create call has answered. */
  providerRef: string | null;
  state: OperationState;
  progress: number | null;
  /** When the provider expects to be done. */
  expectedAt: Date | null;
  output: { files: OfferedFile[] } | null;
  error: JobError | null;
  /** Since when the provider says it knows nothing of it. */
  missingSince: Date | null;
  startedAt: Date;
  /** From when a start of unknown fate may be looked up: no create call can be under way any more. */
  settlesAt: Date;
  runningAt: Date | null;
  endedAt: Date | null;
}

/** A result file in our storage. */
export interface Artifact {
  operationId: string;
  name: string;
  contentType: string;
  bytes: number;
  sha256: string;
  storagePath: string;
  sourceUrl: string;
  sourceExpiresAt: Date | null;
}

/** A stage the job has entered, with its times. */
export interface StageTime {
  name: string;
  startedAt: string;
  endedAt: string | null;
}

/** Why checks are being delayed, and until when. */
export interface Delay {
  code: string;
  message: string;
  until: string;
}

/** A job as the record has it, with its operations and artifacts. */
export interface Job {
  id: string;
  userId: string;
  kind: string;
  status: JobStatus;
  stage: string | null;
  progress: number;
  attempt: number;
  input: Record<string, unknown>;
  output: Record<string, unknown> | null;
  error: JobError | null;
  delay: Delay | null;
  timeline: StageTime[];
  nextCheckAt: Date | null;
  checkedAt: Date | null;
  checks: number;
  checksSaved: number;
  failedChecks: number;
  deadlineAt: Date;
  createdAt: Date;
  updatedAt: Date;
  startedAt: Date | null;
  completedAt: Date | null;
  operations: Operation[];
  artifacts: Artifact[];
}
