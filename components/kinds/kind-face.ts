import type { ComponentType } from "react";
import type { JobView } from "@/lib/jobs/job-view";
import type { Offer } from "@/lib/jobs/offer";

/** What a kind of job is called, and what is said of its jobs. */
export interface KindWords {
  name: string;
  plural: string;
  /** What it does, in one sentence. */
  line: string;
  /** What one waits for: "the pictures". */
  awaited: string;
  /** What a piece of its work makes: "picture 3", "the video". */
  piece: (step: string | null, slot: number | null) => string;
  /** "8 pictures from 12 uploads" */
  summary: (job: JobView) => string;
  /** "3 of 8 pictures developed" */
  developed: (job: JobView) => string;
}

/** What a kind of job looks like. The rest of the pages know no kind. */
export interface KindFace {
  Result: ComponentType<{ job: JobView }>;
  /** The contact sheet while it develops. */
  Sheet: ComponentType<{ job: JobView }>;
  /** The same film, small, for cards. */
  Strip: ComponentType<{ job: JobView }>;
}

/** What a form is given: what can be started just now, and the job to begin from, where one was named. */
export interface FormProps {
  offers: readonly Offer[];
  like: JobView | null;
}
