import { z } from "zod";
import type { Job, Operation } from "@/lib/jobs/job";
import { callFunction } from "./call-function";
import { JobRow, OperationRow, time } from "./job-row";

/** A row of which no more is known yet than to which job it belongs: JobRow reads it once, with the others of its job. */
const rowWith = <K extends string>(key: K) =>
  z.custom<Record<K, string>>(
    (row) => typeof row === "object" && row !== null && typeof Reflect.get(row, key) === "string",
  );

const Claim = z
  .object({
    claim_id: z.string(),
    now: time,
    jobs: z.array(rowWith("id")),
    operations: z.array(rowWith("job_id")),
    artifacts: z.array(rowWith("job_id")),
    remaining: z.number().nullable(),
    is_to_look: z.boolean().optional(),
  })
  .transform((row): Claim & { remaining: number | null } => {
    const operations = Map.groupBy(row.operations, (each) => each.job_id);
    const artifacts = Map.groupBy(row.artifacts, (each) => each.job_id);
    const jobs = row.jobs.flatMap((each) => {
      const parts = { operations: operations.get(each.id) ?? [], artifacts: artifacts.get(each.id) ?? [] };
      const parsed = JobRow.safeParse({ ...each, ...parts });
      return parsed.success ? [parsed.data] : [];
    });
    const unreadable = row.jobs.length - jobs.length;
    const isToLook = row.is_to_look ?? false;
    return { id: row.claim_id, now: row.now, jobs, unreadable, isToLook, remaining: row.remaining };
  });

/** The right to check these jobs until the lease ends. `now` is the database's clock. */
export interface Claim {
  id: string;
  now: Date;
  jobs: Job[];
  /** Claimed rows that make no sense to the code; they must not hold up the others. */
  unreadable: number;
  /** The job waits, and of all who ask for such a one it is for this caller to look after those who run. */
  isToLook: boolean;
}

/** What one run of check-all takes on, after its first claim. */
export interface Horizon {
  /** When that was, by the database's clock: what is due later is for the next run. */
  until: Date;
  /** The jobs that this run has made due again at once. */
  goingOn: ReadonlySet<string>;
}

/** How many jobs may run at once, of each kind for one user and at any one provider for all of them; and how long. */
export interface Limits {
  kinds: Readonly<Record<string, number>>;
  provider: number;
  /** How long after its deadline a job of each kind ends, in milliseconds: a pause of its provider keeps none from that. */
  graces: Readonly<Record<string, number>>;
  /** How long work of each kind is left in peace after it began at its provider, in milliseconds; a webhook ends that. */
  quiet?: Readonly<Record<string, number>> | undefined;
  /** Only what was due by then (ISO 8601), and these jobs, by their ids. */
  horizon?: { until: string; goingOn: readonly string[] } | undefined;
}

/** Claims up to `limit` due jobs for `leaseMs`; `remaining` is how many due ones are left. */
export async function claimDueJobs(
  limit: number,
  leaseMs: number,
  kind: string | null,
  limits: Limits,
): Promise<Claim & { remaining: number }> {
  const args = { p_limit: limit, p_lease_ms: leaseMs, p_kind: kind, p_limits: limits };
  const { remaining, ...claim } = await callFunction("claim_due", args, Claim);
  return { ...claim, remaining: remaining ?? 0 };
}

/**
 * Claims one job if it is due and its turn has come or, with `minAgeMs`, if its last check is older than that. One that has
 * begun is waited for while its row is locked, for some seconds. `jobs` may be empty.
 */
export async function claimJob(
  jobId: string,
  leaseMs: number,
  minAgeMs: number | null,
  limits: Limits,
): Promise<Claim> {
  const args = { p_job_id: jobId, p_lease_ms: leaseMs, p_min_age_ms: minAgeMs, p_limits: limits };
  return callFunction("claim_one", args, Claim);
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
