import type { JobError } from "./job-error";
import type { Engines } from "./engine";
import type { JobStatus } from "./status";

/** A file a provider offers; its link may expire. */
export interface OfferedFile {
  url: string;
  expiresAt: Date | null;
  /** Where the same file may lie as well, behind plain links: for when the first gives nothing. */
  alternatives?: readonly string[] | undefined;
  /** A still of a video, shown before it plays. Copied with the video if it can be; never waited for. */
  isPoster?: boolean | undefined;
  /** Where it lies in our storage already, because it came with the answer of the call that started it. */
  stored?: StoredFile | undefined;
}

/** A whole file in our storage. */
export interface StoredFile {
  contentType: string;
  bytes: number;
  sha256: string;
  storagePath: string;
}

/** Tokens as they are paid for. */
export interface TokenCount {
  input: number;
  output: number;
}

/** What finished work has to show for itself. */
export interface WorkOutput {
  files: OfferedFile[];
  /** An answer in words. */
  text?: string | undefined;
  /** It ended at a limit, of length or of time, and not at its end. */
  isCutShort?: boolean | undefined;
  tokensUsed?: number | undefined;
  /** How many of them went in, and how many came out, where the provider tells them apart. */
  tokens?: TokenCount | undefined;
  /** Work of many parts: how many of them are done, well or not, of how many; also while it runs. */
  parts?: { done: number; of: number } | undefined;
  /** What the maker of a piece of our own noted of it, in its kind's own terms. */
  facts?: Record<string, unknown> | undefined;
}

export type OperationState =
  | "planned"
  | "starting"
  | "queued"
  | "running"
  | "succeeded"
  | "failed"
  | "canceled"
  | "unknown";

/** One piece of work, as the record has it. */
export interface Operation {
  id: string;
  attempt: number;
  step: string;
  slot: number;
  /** Who does it; `null` for work of our own. */
  provider: string | null;
  model: string | null;
  /** The provider's own id; `null` until its create call has answered. */
  providerRef: string | null;
  state: OperationState;
  progress: number | null;
  /** When the provider expects to be done. */
  expectedAt: Date | null;
  output: WorkOutput | null;
  error: JobError | null;
  /** Since when the provider says it knows nothing of it. */
  missingSince: Date | null;
  startedAt: Date;
  /** From when a start of unknown fate may be looked up: no create call can be under way any more. */
  settlesAt: Date;
  runningAt: Date | null;
  endedAt: Date | null;
  /** How far its kind has taken what it made, in the kind's own terms; `null` where nothing is taken yet, or in files. */
  cursor: Record<string, unknown> | null;
  /** How often its start was looked up and not found, in points (see operation.ts). */
  absences: number;
  /** When its kind had taken all that it made: its files copied, its rows written. */
  keptAt: Date | null;
  /** When a person had this part of an ended job made anew: from then on it counts for nothing. */
  supersededAt: Date | null;
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
  /** Until when the provider itself asked us to wait; nobody asks it before, a person neither. */
  askedUntil?: string | undefined;
}

export type Priority = "high" | "normal" | "low";

/** Why a job that is due has not been asked about: its turn has not come, or its provider is left in peace. */
export type Waiting =
  | { for: "turn"; place: number; limit: "yours" | "provider" }
  | { for: "provider"; until: string };

/** A job as the record has it, with its operations and artifacts. */
export interface Job {
  id: string;
  userId: string;
  kind: string;
  status: JobStatus;
  stage: string | null;
  progress: number;
  attempt: number;
  /** Automatic attempts since a person last decided. */
  autoRetries: number;
  priority: Priority;
  /** Who is to do each part of it, as chosen when it was created. */
  engines: Engines;
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
  /** Whether its turn has come; until then it stands in line, and its time does not count. */
  isAdmitted: boolean;
  deadlineAt: Date;
  /** When it was said to be done, when it started: the range its page showed first. */
  forecast: { lowAt: string; highAt: string } | null;
  createdAt: Date;
  updatedAt: Date;
  startedAt: Date | null;
  completedAt: Date | null;
  /** Since when it is a favourite of its user. */
  favouriteAt: Date | null;
  /** When it was taken from their favourites. */
  unfavouredAt: Date | null;
  operations: Operation[];
  artifacts: Artifact[];
  /** Known only where somebody looked. */
  waiting?: Waiting | null;
}
