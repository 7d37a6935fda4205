import type { Sql } from "postgres";
import { serviceClient } from "@/lib/db/service-client";
import { buckets } from "@/lib/db/storage";

/** How many rows of each table speak of any of these, anywhere in them; only of tables in which some do. */
export async function rowsAbout(sql: Sql, words: readonly string[]): Promise<Record<string, number>> {
  const tables = await sql<Array<{ name: string }>>`
    select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' order by 1`;
  const found: Record<string, number> = {};
  for (const { name } of tables) {
    const [row] = await sql<Array<{ count: number }>>`
      select count(*)::int as count from ${sql(name)} t
       where exists (select from unnest(${[...words]}::text[]) as w where strpos(t::text, w) > 0)`;
    if (row && row.count > 0) found[name] = row.count;
  }
  return found;
}

/** The same of one job of somebody, but for what outlasts it: its part of the sums of what removed jobs used, which say no more of it. */
export async function rowsAboutJob(sql: Sql, userId: string, jobId: string): Promise<Record<string, number>> {
  const { used_by_removed: _sums, ...others } = await rowsAbout(sql, [userId, jobId]);
  return others;
}

/** Every file that lies in storage for this user, as `bucket/path`. */
export async function filesOfUser(userId: string): Promise<string[]> {
  const all = await Promise.all(buckets.map(async (bucket) => filesUnder(bucket, userId)));
  return all.flat().toSorted();
}

async function filesUnder(bucket: string, folder: string): Promise<string[]> {
  const { data, error } = await serviceClient().storage.from(bucket).list(folder, { limit: 10_000 });
  if (error) throw error;
  // Supabase's local server lists whole paths.
  const pathOf = (name: string) => (name.startsWith(`${folder}/`) ? name : `${folder}/${name}`);
  const found = data.map(async ({ id, name }) =>
    id === null ? filesUnder(bucket, pathOf(name)) : [`${bucket}/${pathOf(name)}`],
  );
  return (await Promise.all(found)).flat();
}

/** The time in which a deleted job can be put back is over. */
export async function endUndo(sql: Sql): Promise<void> {
  await sql`update deleted_jobs set removed_at = removed_at - interval '12 seconds'`;
  await sql`update leftover_folders set due_at = due_at - interval '12 seconds'`;
  await sql`update leftover_work set due_at = due_at - interval '12 seconds'`;
}

/** Whoever may still have been writing into folders has ended by now. */
export async function endWriters(sql: Sql): Promise<void> {
  await sql`update leftover_folders set due_at = due_at - interval '1 hour', again_at = again_at - interval '1 hour'`;
}
