import { z } from "zod";
import { callFunction } from "./call-function";
import type { Job } from "@/lib/jobs/job";
import type { JobStatus } from "@/lib/jobs/status";
import { databaseError } from "./database-error";
import { JobRow, time } from "./job-row";
import { userClient, type User } from "./user-client";

const selection = "*, operations(*), artifacts(*)";

/** One job of this user, or `null`. The database itself shows nobody else's. */
export async function readJob(user: User, id: string): Promise<Job | null> {
  const { data, error, status } = await userClient(user)
    .from("jobs")
    .select(selection)
    .eq("id", id)
    .maybeSingle();
  if (error) throw databaseError("reading a job", error, status);
  return data === null ? null : JobRow.parse(data);
}

/** The job of this user that the same key with the same body made, or `null`. */
export async function readJobByKey(user: User, key: string | null, inputHash: string): Promise<Job | null> {
  if (key === null) return null;
  const { data, error, status } = await userClient(user)
    .from("jobs")
    .select(selection)
    .eq("idempotency_key", key)
    .eq("input_hash", inputHash)
    .maybeSingle();
  if (error) throw databaseError("reading a job", error, status);
  return data === null ? null : JobRow.parse(data);
}

const Pulse = z
  .object({ updated_at: time, next_check_at: time.nullable() })
  .transform((row) => ({ updatedAt: row.updated_at, nextCheckAt: row.next_check_at }));

/** When a job last changed and when it is due: all that somebody who waits for a change has to look at. */
export async function readPulse(user: User, id: string): Promise<z.output<typeof Pulse> | null> {
  const { data, error, status } = await userClient(user)
    .from("jobs")
    .select("updated_at, next_check_at")
    .eq("id", id)
    .maybeSingle();
  if (error) throw databaseError("reading a job", error, status);
  return data === null ? null : Pulse.parse(data);
}

export interface JobFilter {
  status?: readonly JobStatus[] | undefined;
  kind?: string | undefined;
  from?: Date | undefined;
  to?: Date | undefined;
  /** Where the page before this one ended. */
  after?: { createdAt: string; id: string } | undefined;
  limit: number;
}

/** This user's jobs, newest first; one more than `limit` if there are more. */
export async function readJobs(user: User, filter: JobFilter): Promise<Job[]> {
  return readRows(newestFirst(matching(user, filter, selection)).limit(filter.limit + 1));
}

/** A page of this user's jobs by number, newest first. */
export async function readJobPage(user: User, filter: JobFilter, offset: number): Promise<Job[]> {
  return readRows(newestFirst(matching(user, filter, selection)).range(offset, offset + filter.limit - 1));
}

/** How many jobs of this user the filter matches. */
export async function countJobs(user: User, filter: JobFilter): Promise<number> {
  const { count, error, status } = await matching(user, filter, "id", { count: "exact", head: true });
  if (error) throw databaseError("counting jobs", error, status);
  return count ?? 0;
}

function matching(
  user: User,
  filter: JobFilter,
  columns: string,
  options: { count?: "exact"; head?: boolean } = {},
) {
  let query = userClient(user).from("jobs").select(columns, options);
  if (filter.status) query = query.in("status", [...filter.status]);
  if (filter.kind) query = query.eq("kind", filter.kind);
  if (filter.from) query = query.gte("created_at", filter.from.toISOString());
  if (filter.to) query = query.lte("created_at", filter.to.toISOString());
  if (filter.after) {
    const { createdAt, id } = filter.after;
    query = query.or(`created_at.lt."${createdAt}",and(created_at.eq."${createdAt}",id.lt.${id})`);
  }
  return query;
}

function newestFirst(query: ReturnType<typeof matching>) {
  return query.order("created_at", { ascending: false }).order("id", { ascending: false });
}

async function readRows(query: ReturnType<typeof matching>): Promise<Job[]> {
  const { data, error, status } = await query;
  if (error) throw databaseError("listing jobs", error, status);
  return z.array(JobRow).parse(data);
}

/** A job of anybody's, as the service sees it; `null` if there is none. */
export async function readJobRecord(jobId: string): Promise<Job | null> {
  const jobs = await callFunction("job_records", { p_job_ids: [jobId] }, z.array(JobRow));
  return jobs[0] ?? null;
}
