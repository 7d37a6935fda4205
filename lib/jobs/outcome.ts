import type { JobError } from "./job-error";
import type { Artifact, WorkOutput } from "./job";

/** What a provider said about an operation, in our words. */
export type Observation =
  | { state: "queued"; expectedAt: Date | null }
  | { state: "running"; progress: number | null; expectedAt: Date | null; parts?: WorkOutput["parts"] }
  | ({ state: "succeeded" } & WorkOutput)
  | { state: "failed"; error: JobError }
  | { state: "canceled" }
  /** The provider says it knows nothing of it (404). */
  | { state: "missing" };

/** Trouble in asking: the work itself may be fine. */
export interface Trouble {
  code: string;
  message: string;
  /** How long the provider asked us to wait, in milliseconds. */
  retryAfterMs: number | null;
}

/** What came of dealing with one operation during a check. */
export type Outcome =
  /** The create call answered. */
  | { type: "started"; ref: string; observation: Observation | null }
  /** A start of unknown fate, looked up: the work is there. */
  | { type: "found"; ref: string; observation: Observation | null }
  /** What the create call needs is gone, or cannot be sent as it is: it was never made, and will not be. */
  | { type: "unstartable"; error: JobError }
  /** The create call was refused for good: nothing was started. */
  | { type: "refused"; error: JobError }
  /** The create call provably did nothing, and may be made again later. */
  | { type: "postponed"; trouble: Trouble }
  /**
   * Nobody knows whether the create call took effect; it has settled after so many milliseconds. `isAccepted` where its
   * answer said yes, and nothing that we can use.
   */
  | { type: "uncertain"; trouble: Trouble; settleMs: number; isAccepted?: boolean }
  /** Time ran out before the create call was made. */
  | { type: "skipped" }
  /** Time ran out before the provider was asked. */
  | { type: "unasked" }
  /** A start of unknown fate, looked up: it does not exist there; `isVouched` by a list that shows other work. */
  | { type: "absent"; isVouched: boolean }
  /** A start of unknown fate that nobody can find out about. */
  | { type: "unprovable" }
  | { type: "observed"; observation: Observation }
  /** The provider could not be asked. */
  | { type: "troubled"; trouble: Trouble };

/** What came of taking what a finished operation made, during a check. */
export type KeepResult = {
  operationId: string;
  /** Files copied now, whatever became of the others. */
  artifacts: readonly Artifact[];
  /** How far its rows are taken now, where it is taken as rows. */
  cursor?: Record<string, unknown>;
} & (
  | { type: "whole" }
  /** Some is left; `trouble` says why, `null` where time ran out. */
  | { type: "partial"; trouble: Trouble | null }
  /** The work is done, but a file of it is no longer offered under the link we have. */
  | { type: "lost"; trouble: Trouble }
  /** What it made can never be taken. */
  | { type: "spoilt"; error: JobError }
);
