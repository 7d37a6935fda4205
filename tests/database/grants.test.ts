import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import postgres, { type Sql } from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { root } from "@/scripts/stack/processes";
import { startPostgres, type PostgresServer } from "../support/postgres";

// Supabase Lite grants rights of its own, so what the migrations grant shows only on a bare PostgreSQL that is
// prepared as a hosted project is: whatever comes into `public` belongs to all three roles until it is revoked.
const hosted = `
  create role anon nologin;
  create role authenticated nologin;
  create role service_role nologin bypassrls;
  create schema auth;
  create table auth.users (id uuid primary key);
  create function auth.uid() returns uuid language sql stable as
    $$ select nullif(current_setting('request.jwt.claim.sub', true), '')::uuid $$;
  grant usage on schema public, auth to anon, authenticated, service_role;
  alter default privileges in schema public grant all on tables to anon, authenticated, service_role;
  alter default privileges in schema public grant all on sequences to anon, authenticated, service_role;
  alter default privileges in schema public grant all on functions to anon, authenticated, service_role;`;

const ofUsers = [
  "artifacts",
  "assets",
  "deliveries",
  "endpoints",
  "job_assets",
  "job_events",
  "jobs",
  "operations",
  "telegram_links",
  "uploads",
];
/** They show what the tables show whoever asks. */
const viewsOfUsers = ["seen_jobs"];
const ofTheService = [
  "announcements",
  "check_runs",
  "deleted_jobs",
  "deleted_rows",
  "departures",
  "endpoint_secrets",
  "forecast_accuracy",
  "forgotten_work",
  "job_words",
  "learned_times",
  "ledger_epoch",
  "leftover_files",
  "leftover_folders",
  "leftover_work",
  "line_looks",
  "line_places",
  "operation_ranges",
  "provider_health",
  "publishing",
  "rate_limits",
  "retention",
  "supposed_times",
  "telegram_codes",
  "telegram_updates",
  "user_roles",
  "used_by_removed",
  "usual_times",
  "webhook_inbox",
  "ws_tickets",
];

let server: PostgresServer;
let sql: Sql;

beforeAll(async () => {
  server = await startPostgres();
  sql = postgres(server.url("postgres"), { max: 1, onnotice: () => undefined });
  await sql.unsafe(hosted);
  const migrations = join(root, "supabase", "migrations");
  for (const file of readdirSync(migrations).toSorted())
    await sql.unsafe(readFileSync(join(migrations, file), "utf8"));
}, 60_000);

afterAll(async () => {
  await sql?.end();
  await server?.stop();
});

/** The first column of a query's rows. */
async function list(query: string): Promise<unknown[]> {
  return (await sql.unsafe(query).values()).map((row) => row[0]);
}

const inPublic = (column: string): string => `${column} = 'public'::regnamespace`;

test("the rights on tables and views are those of the design, and no more", async () => {
  const rights = await list(`
    select format('%s may %s %s', role, lower(right_to), c.relname) from pg_class c
     cross join unnest(array['anon', 'authenticated', 'service_role']) as role
     cross join unnest(array['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER', 'MAINTAIN'])
       as right_to
     where ${inPublic("c.relnamespace")} and c.relkind in ('r', 'p', 'v', 'm', 'f')
       and (has_table_privilege(role, c.oid, right_to)
            or right_to in ('SELECT', 'INSERT', 'UPDATE', 'REFERENCES') and has_any_column_privilege(role, c.oid, right_to))`);
  const designed = [
    ...[...ofUsers, ...viewsOfUsers].map((table) => `authenticated may select ${table}`),
    ...[...ofUsers, ...viewsOfUsers, ...ofTheService].map((table) => `service_role may select ${table}`),
  ];
  expect(rights.toSorted()).toEqual(designed.toSorted());
});

test("no role may use a sequence", async () => {
  const sequences = await list(`
    select relname from pg_class where ${inPublic("relnamespace")} and relkind = 'S'`);
  expect(sequences).toHaveLength(3);
  const usable = await list(`
    select format('%s: %s', role, c.relname) from pg_class c
     cross join unnest(array['anon', 'authenticated', 'service_role']) as role
     where ${inPublic("c.relnamespace")} and c.relkind = 'S'
       and has_sequence_privilege(role, c.oid, 'usage, select, update')`);
  expect(usable).toEqual([]);
});

test("row level security is on for every table", async () => {
  const tables = await list(`
    select relname from pg_class where ${inPublic("relnamespace")} and relkind in ('r', 'p') and relrowsecurity`);
  expect(tables.toSorted()).toEqual([...ofTheService, ...ofUsers].toSorted());
  const open = await list(`
    select relname from pg_class where ${inPublic("relnamespace")} and relkind in ('r', 'p') and not relrowsecurity`);
  expect(open).toEqual([]);
});

test("every policy lets the signed-in read their own rows, and nothing else", async () => {
  const policies = await list(`
    select format('%s: %s %s to %s where %s%s', tablename, lower(permissive), lower(cmd), array_to_string(roles, ','), qual,
                  with_check)
      from pg_policies where schemaname = 'public'`);
  const own = "permissive select to authenticated where (user_id = ( SELECT auth.uid() AS uid))";
  expect(policies.toSorted()).toEqual(ofUsers.map((table) => `${table}: ${own}`));
});

test("a view asks for the rights of whoever reads it", async () => {
  const views = await list(`
    select relname from pg_class where ${inPublic("relnamespace")} and relkind = 'v'
       and not coalesce('security_invoker=true' = any (reloptions), false)`);
  expect(views).toEqual([]);
});

test("no function can be called by anybody but the service", async () => {
  const functions = await list(`select proname from pg_proc where ${inPublic("pronamespace")}`);
  expect(functions.length).toBeGreaterThan(12);
  const callable = await list(`
    select format('%s: %s', role, proname) from pg_proc
     cross join unnest(array['public', 'anon', 'authenticated']) as role
     where ${inPublic("pronamespace")} and has_function_privilege(role, oid, 'execute')`);
  expect(callable).toEqual([]);
});

test("every function that runs with its owner's rights has an empty search path", async () => {
  const definers = await list(`
    select coalesce((select setting from unnest(proconfig) as setting where setting like 'search_path=%'), 'none') from pg_proc
     where ${inPublic("pronamespace")} and prosecdef`);
  expect(definers.length).toBeGreaterThan(8);
  expect(new Set(definers)).toEqual(new Set(['search_path=""']));
});
