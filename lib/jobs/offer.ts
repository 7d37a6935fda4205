import type { Engine } from "./engine";

/** What a form can offer for a kind: an engine, what it takes, and whether new work can be started with it. */
export interface Offer extends Engine {
  /** For people: "fal". */
  providerLabel: string;
  /** Lengths of a video in seconds, and sizes such as `1280x720`; the first is the default. Empty for other work. */
  seconds: readonly number[];
  sizes: readonly string[];
  /** Why no new work can be started with it, in a sentence for a person; `null` if it can. */
  refusal: string | null;
}

/** What an earlier job has made at its provider, for a new one to go on with. */
export interface KeptWork {
  jobId: string;
  title: string;
  /** Of what it was made: "woman". */
  about: string;
  /** Since when it is there. */
  at: string;
}
