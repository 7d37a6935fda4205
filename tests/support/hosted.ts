import { readFileSync } from "node:fs";
import postgres, { type Sql } from "postgres";
import { startPostgres } from "./postgres";

/** A PostgreSQL as a hosted Supabase project has it, before any migration. */
export interface HostedProject {
  /** Its connection string, for `postgres`, which is no superuser. */
  readonly url: string;
  /** As `postgres`: what the CLI and the SQL editor are. */
  readonly sql: Sql;
  /** As the superuser that only the platform has: to look. */
  readonly platform: Sql;
  stop(): Promise<void>;
}

const superuser = "supabase_admin";

/** Starts one in about a second. */
export async function startHostedProject(): Promise<HostedProject> {
  const server = await startPostgres(superuser);
  const options = { max: 1, onnotice: () => undefined };
  const platform = postgres(server.url("postgres"), options);
  await platform.unsafe(readFileSync(new URL("./hosted.sql", import.meta.url), "utf8"));
  const url = server.url("postgres").replace(`//${superuser}:`, "//postgres:");
  const sql = postgres(url, options);
  return {
    url,
    sql,
    platform,
    async stop() {
      await Promise.all([sql.end(), platform.end()]);
      await server.stop();
    },
  };
}
