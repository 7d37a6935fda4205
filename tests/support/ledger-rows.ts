import type { ISql } from "postgres";

/** Adds a row to a job's ledger, as its functions do: under the lock of the job's row. Returns its id. */
export async function addEvent(
  sql: ISql,
  job: { id: string; userId: string },
  columns: { type?: string; status?: string; progress?: number; attempt?: number } = {},
): Promise<number> {
  const { type = "progress", status = "processing", progress = 0, attempt = 1 } = columns;
  await sql`select 1 from jobs where id = ${job.id} for update`;
  const [row] = await sql<Array<{ id: string }>>`
    insert into job_events (job_id, user_id, type, status, progress, attempt, source)
    values (${job.id}, ${job.userId}, ${type}, ${status}, ${progress}, ${attempt}, 'browser') returning id`;
  return Number(row?.id);
}

/** The ids of all rows of these jobs, in order. */
export async function eventIds(sql: ISql, jobIds: readonly string[]): Promise<number[]> {
  const rows = await sql<Array<{ id: string }>>`
    select id from job_events where job_id = any (${jobIds as string[]}) order by id`;
  return rows.map(({ id }) => Number(id));
}
