import { z } from "zod";
import { callFunction } from "./call-function";
import type { Job } from "@/lib/jobs/job";
import type { JobStatus } from "@/lib/jobs/status";
import { databaseError } from "./database-error";
import { JobRow } from "./job-row";
import { promptServiceClient } from "./service-client";
import { userClient, type User } from "./user-client";

/** What a reader is shown of jobs, and the service too. */
const shown = "seen_jobs";

/** One job of this user, or `null`. The database itself shows nobody else's. */
export async function readJob(user: User, id: string): Promise<Job | null> {
  const row = (await readSeenRows(user, [id])).get(id);
  return row === undefined ? null : JobRow.parse(row);
}

const Identified = z.array(z.looseObject({ id: z.string() }));

/** Those of these jobs that are this user's, by id and not yet read any further: one call. Throws `DatabaseError`. */
export async function readSeenRows(
  user: User,
  ids: readonly string[],
): Promise<ReadonlyMap<string, unknown>> {
  const { data, error, status } = await userClient(user).from(shown).select().in("id", ids);
  if (error) throw databaseError("reading jobs", error, status);
  return new Map(Identified.parse(data).map((row) => [row.id, row]));
}

/** The job of this user that the same key with the same body made, or `null`. */
export async function readJobByKey(user: User, key: string | null, inputHash: string): Promise<Job | null> {
  if (key === null) return null;
  const { data, error, status } = await userClient(user)
    .from("jobs")
    .select("id")
    .eq("idempotency_key", key)
    .eq("input_hash", inputHash)
    .maybeSingle();
  if (error) throw databaseError("reading a job", error, status);
  return data === null ? null : readJob(user, z.object({ id: z.string() }).parse(data).id);
}

/** Whether this user has such a job. */
export async function hasJob(user: User, id: string): Promise<boolean> {
  const { data, error, status } = await userClient(user).from("jobs").select("id").eq("id", id).maybeSingle();
  if (error) throw databaseError("reading a job", error, status);
  return data !== null;
}

export interface JobFilter {
  status?: readonly JobStatus[] | undefined;
  kind?: string | undefined;
  /** Only this user's favourites. */
  isFavourite?: boolean | undefined;
  from?: Date | undefined;
  to?: Date | undefined;
  /** Only jobs of which some engine does this step. */
  hasStep?: string | undefined;
  /** Where the page before this one ended. */
  after?: { createdAt: string; id: string } | undefined;
  limit: number;
}

/** This user's jobs, newest first; one more than `limit` if there are more. */
export async function readJobs(user: User, filter: JobFilter): Promise<Job[]> {
  return readRows(newestFirst(matching(user, filter, shown, "*")).limit(filter.limit + 1));
}

/** A page of this user's jobs by number, newest first. */
export async function readJobPage(user: User, filter: JobFilter, offset: number): Promise<Job[]> {
  return readRows(newestFirst(matching(user, filter, shown, "*")).range(offset, offset + filter.limit - 1));
}

/** How many jobs of this user the filter matches. */
export async function countJobs(user: User, filter: JobFilter): Promise<number> {
  const { count, error, status } = await matching(user, filter, "jobs", "id", { count: "exact", head: true });
  if (error) throw databaseError("counting jobs", error, status);
  return count ?? 0;
}

function matching(
  user: User,
  filter: JobFilter,
  from: string,
  columns: string,
  options: { count?: "exact"; head?: boolean } = {},
) {
  let query = userClient(user).from(from).select(columns, options);
  if (filter.status) query = query.in("status", [...filter.status]);
  if (filter.kind) query = query.eq("kind", filter.kind);
  if (filter.isFavourite) query = query.not("favourite_at", "is", null);
  if (filter.from) query = query.gte("created_at", filter.from.toISOString());
  if (filter.to) query = query.lte("created_at", filter.to.toISOString());
  if (filter.hasStep) query = query.not(`engines->${filter.hasStep}`, "is", null);
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

/** The newest jobs of this user that are under way, as the service sees them: for who is known otherwise than by a session. */
export async function readActiveJobs(userId: string, limit: number): Promise<Job[]> {
  return readRows(newestFirst(jobsOf(userId).is("completed_at", null)).limit(limit));
}

/** The jobs of this user that ended last, the last one first, as the service sees them. */
export async function readEndedJobs(userId: string, limit: number): Promise<Job[]> {
  return readRows(
    jobsOf(userId)
      .not("completed_at", "is", null)
      .order("completed_at", { ascending: false })
      .order("id", { ascending: false })
      .limit(limit),
  );
}

function jobsOf(userId: string) {
  return promptServiceClient().from(shown).select().eq("user_id", userId);
}

/** A job of anybody's, as the service sees it; `null` if there is none. */
export async function readJobRecord(jobId: string): Promise<Job | null> {
  const jobs = await callFunction("job_records", { p_job_ids: [jobId] }, z.array(JobRow));
  return jobs[0] ?? null;
}
