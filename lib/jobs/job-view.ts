import type { Priority } from "./job";
import type { JobError } from "./job-error";
import type { Source } from "./source";
import type { JobStatus } from "./status";

/** A frame of the contact sheet: one result, from ghost to picture. */
export interface FrameView {
  slot: number;
  state: "latent" | "developing" | "developed" | "spoilt";
  /** Where the finished file is served, for its owner only. */
  url: string | null;
  contentType: string | null;
  /** A still to show before a video plays, where there is one. */
  posterUrl: string | null;
  /** Why it is spoilt. */
  reason: string | null;
}

/** One line of the stage timeline. `durationMs` is set once the stage has ended. */
export interface StageView {
  name: string;
  label: string;
  state: "done" | "current" | "upcoming" | "stopped";
  startedAt: string | null;
  durationMs: number | null;
}

/** What the outside sees of a job: the contract's fields, then what the pages need besides. */
export interface JobView {
  id: string;
  kind: string;
  status: JobStatus;
  stage: string | null;
  stageLabel: string;
  progress: number;
  attempt: number;
  input: Record<string, unknown>;
  output: Record<string, unknown> | null;
  resultUrls: string[];
  error: JobError | null;
  /** Milliseconds to the likely end (median), `null` when nobody can say. */
  estimatedTimeRemaining: number | null;
  /** Ask again after so many milliseconds; 0 means it is over. */
  pollAfterMs: number;
  overdue: boolean;
  checkedAt: string | null;
  createdAt: string;
  updatedAt: string;
  startedAt: string | null;
  completedAt: string | null;
  /** From when on it may be removed, with its files; `null` where jobs are kept, and until it has ended. */
  removedAt: string | null;
  /** Whether its user has starred it: such jobs are kept. */
  isFavourite: boolean;

  title: string;
  /** What its kind shows besides; `null` where that is nothing. */
  details: Record<string, unknown> | null;
  priority: Priority;
  /** Who does the work, for people: "fal". */
  provider: string | null;
  model: string | null;
  /** Whether canceling also stops the work at the provider. */
  isStoppable: boolean;
  /**
   * What a retry would find instead of starting anew: the whole result, work that may still be under way, or a part of
   * the work, with the rest to be started and paid for.
   */
  adoptable: "result" | "work" | "part" | null;
  /** Its place among those that wait for their turn, and whose limit they wait for; `null` once it runs. */
  queue: { place: number; limit: "yours" | "provider" } | null;
  /** How many of the last finished jobs like it were done within the range their page first showed, or sooner. */
  accuracy: { right: number; of: number } | null;
  /** The likely end as a range in milliseconds from now, `null` when over or unknown. */
  estimate: { lowMs: number; highMs: number } | null;
  timeline: StageView[];
  frames: FrameView[];
  /** How long ago, in milliseconds, the provider was last asked: what `progress` is the knowledge of. */
  sinceCheckMs: number;
  /**
   * Where progress will be when the present stage ends, for how long that has been under way, and how long it usually takes, in
   * milliseconds; `null` where nothing moves.
   */
  glide: { to: number; passedMs: number; usualMs: number } | null;
  /** Between which progress the frames come up; `null` where no stage of its own makes them. */
  framesWithin: { from: number; to: number } | null;
  /** How often a provider was asked, and how many requests the record answered instead. */
  checks: number;
  checksSaved: number;
  /** Set while checks are being delayed by trouble at the provider; `askedUntil` while it itself asks us to wait. */
  delay: { code: string; message: string; until: string; askedUntil?: string } | null;
}

/** So many rows of a ledger are answered at once: where there are fewer, there are no more. */
export const ledgerPageRows = 500;

/** One row of the ledger. */
export interface JobEventView {
  id: number;
  type: string;
  status: JobStatus;
  stage: string | null;
  progress: number;
  source: Source;
  detail: Record<string, unknown>;
  /** Whom `detail.provider` names, for people: "fal"; `null` where the event is about no provider. */
  providerLabel: string | null;
  createdAt: string;
}
