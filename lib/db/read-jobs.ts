import { z } from "zod";
import type { Job } from "@/lib/jobs/job";
import type { JobStatus } from "@/lib/jobs/status";
import { DatabaseError } from "./database-error";
import { JobRow, time } from "./job-row";
import { userClient, type User } from "./user-client";

const selection = "*, operations(*), artifacts(*)";

/** One job of this user, or `null`. The database itself shows nobody else's. */
export async function readJob(user: User, id: string): Promise<Job | null> {
  const { data, error } = await userClient(user).from("jobs").select(selection).eq("id", id).maybeSingle();
  if (error) throw new DatabaseError(`reading a job: ${error.message} (${error.code})`);
  return data === null ? null : JobRow.parse(data);
}

const Pulse = z
  .object({ updated_at: time, next_check_at: time.nullable() })
  .transform((row) => ({ updatedAt: row.updated_at, nextCheckAt: row.next_check_at }));

/** When a job last changed and when it is due: all that somebody who waits for a change has to look at. */
export async function readPulse(user: User, id: string): Promise<z.output<typeof Pulse> | null> {
  const { data, error } = await userClient(user)
    .from("jobs")
    .select("updated_at, next_check_at")
    .eq("id", id)
    .maybeSingle();
  if (error) throw new DatabaseError(`reading a job: ${error.message} (${error.code})`);
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
  let query = userClient(user)
    .from("jobs")
    .select(selection)
    .order("created_at", { ascending: false })
    .order("id", { ascending: false })
    .limit(filter.limit + 1);
  if (filter.status) query = query.in("status", [...filter.status]);
  if (filter.kind) query = query.eq("kind", filter.kind);
  if (filter.from) query = query.gte("created_at", filter.from.toISOString());
  if (filter.to) query = query.lte("created_at", filter.to.toISOString());
  if (filter.after) {
    const { createdAt, id } = filter.after;
    query = query.or(`created_at.lt."${createdAt}",and(created_at.eq."${createdAt}",id.lt.${id})`);
  }
  const { data, error } = await query;
  if (error) throw new DatabaseError(`listing jobs: ${error.message} (${error.code})`);
  return z.array(JobRow).parse(data);
}
