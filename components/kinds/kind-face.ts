import type { ComponentType, ReactNode } from "react";
import type { JobError } from "@/lib/jobs/job-error";
import type { JobView } from "@/lib/jobs/job-view";
import type { KeptWork, Offer } from "@/lib/jobs/offer";

/** What a kind of job is called, and what is said of its jobs. */
export interface KindWords {
  name: string;
  plural: string;
  /** What the page of its form is called, where that is not "New" with its name. */
  begin?: string;
  /** What it does, in one sentence. */
  line: string;
  /** The same, short enough for two lines of a narrow tile. */
  short: string;
  /** What one waits for: "the pictures". */
  awaited: string;
  /** What its model does when it says no: "refused it". */
  refusing: string;
  /** What a piece of its work makes: "picture 3", "the video". */
  piece: (step: string | null, slot: number | null) => string;
  /** "8 pictures from 12 uploads" */
  summary: (job: JobView) => string;
  /** "3 of 8 pictures developed" */
  developed: (job: JobView) => string;
  /** What its page is called where its title is short of words: "Tags for 12 images". */
  pageTitle?: (title: string) => string;
  /** How much is kept of a job that has ended unfinished, in pieces of its work. */
  kept?: (job: JobView) => { done: number; of: number };
  /** Why a job failed that was in a provider's own words, where several providers, here in one word, have a part in the work. */
  reason?: (error: JobError, provider: string | null) => string;
  /** The page of its jobs, before their id; `/jobs` where it says none. */
  page?: "/video";
  /** What the banner at the foot of that page says; without it there is none on the page itself, only on others. */
  banner?: (job: JobView) => string;
  /** What to do about a failure, where its kind knows better than to start anew; `null` where it does not. */
  advice?: (error: JobError, job: JobView) => string | null;
  /** Whether a job was given pictures of one's own, which are deleted with it. */
  hasUploads?: (job: JobView) => boolean;
  /** Whether a job has trained a model, which is deleted with it. */
  hasTrained?: (job: JobView) => boolean;
  /** What a retry of a job would do as it stands, where its kind knows that it costs nothing; `null` where it may. */
  freeRetry?: (job: JobView) => string | null;
}

/** What a kind of job looks like. The rest of the pages know no kind. */
export interface KindFace {
  Result: ComponentType<{ job: JobView }>;
  /** The contact sheet while it develops. */
  Sheet: ComponentType<{ job: JobView }>;
  /** What stands with the progress: of a frame on end, or of what has ended with a part of it there. */
  Beside?: ComponentType<{ job: JobView }>;
  /** Whether the one frame of a job stands on end: then all else is beside it. */
  isTall?: (job: JobView) => boolean;
  /** Whether its result needs the whole width of the page. */
  isWide?: boolean;
  /** What can be done about a failure, where that is not to start a new one. */
  Remedy?: ComponentType<{ job: JobView }>;
  /** Around the page of a job, whatever its state: what is to outlast a change of it, and news that its stages do not tell. */
  Room?: ComponentType<{ job: JobView; children: ReactNode }>;
}

/**
 * What a form is given: what can be started just now, what earlier jobs have made that a new one can go on with, and the job
 * to begin from, where one was named.
 */
export interface FormProps {
  offers: readonly Offer[];
  kept: readonly KeptWork[];
  like: JobView | null;
}
