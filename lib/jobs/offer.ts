import type { Engine } from "./engine";

/** What goes into a model's work and comes out of it; where it has a price, all of its work takes some. */
export const tokenUnits = ["1M input tokens", "1M output tokens"] as const;

/** What prices are counted in. */
export const priceUnits = [
  "second",
  "1,000 characters",
  "megapixel",
  "picture",
  "training",
  ...tokenUnits,
] as const;
export type PriceUnit = (typeof priceUnits)[number];

/** What one unit of a model's work costs. */
export interface UnitPrice {
  usd: number;
  per: PriceUnit;
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
  /** How long a job of it usually takes; `null` where it makes a part of one. */
  usual: Usual | null;
  /** The same of a job that goes on with what an earlier one has made. */
  usualAgain: Usual | null;
  /** One for each unit that its work is paid by; none where no price is known. */
  prices: readonly UnitPrice[];
}

/** A range of time, in milliseconds. */
export interface Usual {
  lowMs: number;
  highMs: number;
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
