import type { Engine } from "./engine";

/** What prices are counted in. */
export const priceUnits = ["second", "1,000 characters", "megapixel", "picture", "training"] as const;

/** What one unit of a model's work costs, as its provider publishes it. */
export interface UnitPrice {
  usd: number;
  per: (typeof priceUnits)[number];
  /** When that was read, as a date: "2026-11-21". */
  asOf: string;
  /** Where. */
  source: string;
}

/** What a form can offer for a kind: an engine, what it takes, and whether new work can be started with it. */
export interface Offer extends Engine {
  /** For people: "fal". */
  providerLabel: string;
  /** Lengths of a video in seconds, and sizes such as `1280x720`; the first is the default. Empty for other work. */
  seconds: readonly number[];
  sizes: readonly string[];
  /** Why no new work can be started with it, in a sentence for a person; `null` if it can. */
  refusal: string | null;
  /** How long a job of it usually takes, in milliseconds; `null` where it makes a part of one. */
  usual: { lowMs: number; highMs: number } | null;
  /** `null` where no price is known. */
  price: UnitPrice | null;
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
