import { z } from "zod";
import type { Job, Operation } from "@/lib/jobs/job";
import { callFunction } from "./call-function";
import { JobRow, OperationRow, time } from "./job-row";

const Claim = z
  .object({ claim_id: z.string(), now: time, jobs: z.array(z.unknown()) })
  .transform((row): Claim => {
    const parsed = row.jobs.map((each) => JobRow.safeParse(each));
    const jobs = parsed.flatMap((each) => (each.success ? [each.data] : []));
    return { id: row.claim_id, now: row.now, jobs, unreadable: parsed.length - jobs.length };
  });

/** The right to check these jobs until the lease ends. `now` is the database's clock. */
export interface Claim {
  id: string;
  now: Date;
  jobs: Job[];
  /** Claimed rows that make no sense to the code; they must not hold up the others. */
  unreadable: number;
}

/** How many jobs may run at once, of each kind for one user and at any one provider for all of them; and how long. */
export interface Limits {
  kinds: Readonly<Record<string, number>>;
  provider: number;
  /** How long after its deadline a job of each kind ends, in milliseconds: a pause of its provider keeps none from that. */
  graces: Readonly<Record<string, number>>;
  /** How long work of each kind is left in peace after it began at its provider, in milliseconds; a webhook ends that. */
  quiet?: Readonly<Record<string, number>> | undefined;
}

/** Claims up to `limit` due jobs for `leaseMs`; `remaining` is how many due ones are left. */
export async function claimDueJobs(
  limit: number,
  leaseMs: number,
  kind: string | null,
  limits: Limits,
): Promise<Claim & { remaining: number }> {
  const args = { p_limit: limit, p_lease_ms: leaseMs, p_kind: kind, p_limits: limits };
  return callFunction("claim_due_jobs", args, z.intersection(Claim, z.object({ remaining: z.number() })));
}

/**
 * Claims one job if it is due and its turn has come or, with `minAgeMs`, if its last check is older than that.
 * `jobs` may be empty.
 */
export async function claimJob(
  jobId: string,
  leaseMs: number,
  minAgeMs: number | null,
  limits: Limits,
): Promise<Claim> {
  const args = { p_job_id: jobId, p_lease_ms: leaseMs, p_min_age_ms: minAgeMs, p_limits: limits };
  return callFunction("claim_job", args, Claim);
}

export interface Intent {
  jobId: string;
  attempt: number;
  step: string;
  slot: number;
  /** `null` for a piece of our own work. */
  provider: string | null;
  model: string | null;
}

/**
 * Writes intents where the claim still holds; returns the operations that this caller, and nobody else, may start, and
 * the pieces of our own work that now wait to be made.
 */
export async function beginOperations(
  claimId: string,
  intents: readonly Intent[],
  settleMs: number,
): Promise<Array<Operation & { jobId: string }>> {
  const rows = intents.map(({ jobId, ...intent }) => ({ job_id: jobId, ...intent }));
  return callFunction(
    "begin_operations",
    { p_claim_id: claimId, p_intents: rows, p_settle_ms: settleMs },
    z.array(OperationRow),
  );
}
