import type { Claim } from "@/lib/db/claims";
import type { Job, Operation } from "@/lib/jobs/job";
import { settleMs } from "@/lib/jobs/operation";
import type { Outcome } from "@/lib/jobs/outcome";
import type { KindProfile } from "@/lib/jobs/kind-profile";
import { plan, type Plan, type SlotCount } from "@/lib/jobs/plan";
import type { Kind } from "@/lib/kinds/kind";
import { kindOf, profileOf, slotsOf } from "@/lib/kinds/registry";
import { log } from "@/lib/log";
import { providerNamed } from "@/lib/providers/registry";
import type { HistoryOf } from "./histories";
import type { Provider } from "@/lib/providers/provider";

/** No new call to a provider is begun so long after the claim. */
const workMs = 60_000;

/** The slowest thing begun within that time: a download (30 s) and its storing (20 s); a create takes 35 s. */
const slowestCallMs = 50_000;

/** How long a claim lasts: the work, its last call, and the commit. */
export const leaseMs = workMs + slowestCallMs + 15_000;

/** A create call that was to follow an intent has ended, and settled at the provider, so long after the intent. */
export const intentSettlesMs = workMs + slowestCallMs + settleMs;

/** A claimed job with what this check has to do for it. */
export interface Work {
  job: Job;
  kind: Kind;
  profile: KindProfile;
  slots: SlotCount;
  plan: Plan;
}

/** One check of many jobs under one claim, and what it has learned so far. */
export interface Batch {
  claimId: string;
  works: Work[];
  begun: Map<string, Operation[]>;
  outcomes: Map<string, Outcome>;
  /** The database's clock, carried on from the moment of the claim. */
  now(): Date;
  isTimeLeft(): boolean;
}

/** A batch for a fresh claim. */
export function openBatch(claim: Claim, historyOf: HistoryOf): Batch {
  if (claim.unreadable > 0) log("error", "jobs in the record cannot be read", { count: claim.unreadable });
  const startedAt = performance.now();
  const elapsed = () => performance.now() - startedAt;
  return {
    claimId: claim.id,
    works: claim.jobs.map((job) => {
      const slots = slotsOf(job);
      const profile = profileOf(job, historyOf(job));
      return { job, kind: kindOf(job), profile, slots, plan: plan(job, profile, slots, claim.now) };
    }),
    begun: new Map(),
    outcomes: new Map(),
    now: () => new Date(claim.now.getTime() + elapsed()),
    isTimeLeft: () => elapsed() < workMs,
  };
}

/** The provider of an operation; throws if the code no longer knows it. */
export function providerOf(name: string): Provider {
  const provider = providerNamed(name);
  if (!provider) throw new Error(`unknown provider in the record: ${name}`);
  return provider;
}
