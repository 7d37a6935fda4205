import type { Claim } from "@/lib/db/claims";
import type { Job, Operation } from "@/lib/jobs/job";
import type { Outcome } from "@/lib/jobs/outcome";
import { plan, type Plan, type SlotCount } from "@/lib/jobs/plan";
import type { Kind } from "@/lib/kinds/kind";
import { kindOf, slotsOf } from "@/lib/kinds/registry";
import { errorFields, log } from "@/lib/log";
import { providerNamed } from "@/lib/providers/registry";
import type { Provider } from "@/lib/providers/provider";

/** How long a claim lasts. Longer than `workMs` plus the slowest single call (35 s) plus the commit. */
export const leaseMs = 120_000;

/** No new call to a provider is begun so long after the claim. */
const workMs = 60_000;

/** A claimed job with what this check has to do for it. */
export interface Work {
  job: Job;
  kind: Kind;
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
export function openBatch(claim: Claim): Batch {
  const startedAt = performance.now();
  const elapsed = () => performance.now() - startedAt;
  return {
    claimId: claim.id,
    works: claim.jobs.flatMap((job) => openWork(job, claim.now)),
    begun: new Map(),
    outcomes: new Map(),
    now: () => new Date(claim.now.getTime() + elapsed()),
    isTimeLeft: () => elapsed() < workMs,
  };
}

/** A job that the code cannot read is logged and left alone: it must not hold up the rest of its batch. */
function openWork(job: Job, now: Date): Work[] {
  try {
    const slots = slotsOf(job);
    const kind = kindOf(job);
    return [{ job, kind, slots, plan: plan(job, kind.profile, slots, now) }];
  } catch (error) {
    log("error", "a job in the record cannot be read", { jobId: job.id, ...errorFields(error) });
    return [];
  }
}

/** The provider of an operation; throws if the code no longer knows it. */
export function providerOf(name: string): Provider {
  const provider = providerNamed(name);
  if (!provider) throw new Error(`unknown provider in the record: ${name}`);
  return provider;
}
