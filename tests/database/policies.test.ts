import { randomBytes, randomUUID } from "node:crypto";
import { createClient } from "@supabase/supabase-js";
import type { User } from "@/lib/db/user-client";
import { beforeAll, expect, test } from "vitest";
import { carryOn } from "../support/carry-on";
import { useWorld } from "../support/world";
import { addEndpoint, editEndpoint } from "@/lib/db/endpoints";
import { insertAssets, jobFor } from "./library";

// What a browser could do with the publishable key, past the app. Supabase Lite grants every role rights on every
// table, so here the policies stand alone; grants.test.ts has the rights that a hosted project keeps.
const world = useWorld();

let owner: Awaited<ReturnType<typeof world.newUser>>;
let stranger: User;
let jobId: string;
/** One that has no range yet. */
let freeOperation: string;
/** One that has no secret, and was told nothing. */
let freeEndpoint: string;
/** One that is not to be announced. */
let freeJob: string;
let freeEvent: string;

/** A row of one's own in each table: what of an existing row has to be new for a second one to be taken. */
const forgeries: Record<string, { key: string; change: object; fresh: (by: string) => object }> = {
  jobs: {
    key: "id",
    change: { priority: 1 },
    fresh: (by) => ({ user_id: by, idempotency_key: randomUUID() }),
  },
  operations: {
    key: "id",
    change: { step: "forged" },
    fresh: (by) => ({ user_id: by, slot: 900, provider_ref: randomUUID() }),
  },
  artifacts: {
    key: "id",
    change: { content_type: "forged" },
    fresh: (by) => ({ user_id: by, name: "forged.jpg" }),
  },
  job_events: { key: "id", change: { type: "forged" }, fresh: (by) => ({ user_id: by }) },
  uploads: {
    key: "path",
    change: { content_type: "forged" },
    fresh: (by) => ({ user_id: by, path: `${by}/forged.jpg` }),
  },
  assets: {
    key: "id",
    change: { name: "forged" },
    fresh: (by) => ({ user_id: by, sha256: randomBytes(32).toString("hex") }),
  },
  job_assets: {
    key: "asset_id",
    change: { reason: "forged" },
    fresh: (by) => ({ user_id: by, asset_id: randomUUID() }),
  },
  endpoints: { key: "id", change: { url: "https://forged.test/" }, fresh: (by) => ({ user_id: by }) },
  endpoint_secrets: {
    key: "endpoint_id",
    change: { secret: "whsec_forged" },
    fresh: () => ({ endpoint_id: freeEndpoint }),
  },
  deliveries: {
    key: "id",
    change: { type: "forged" },
    fresh: (by) => ({ user_id: by, endpoint_id: freeEndpoint }),
  },
  operation_ranges: {
    key: "operation_id",
    change: { to_share: 99 },
    fresh: () => ({ operation_id: freeOperation }),
  },
  webhook_inbox: {
    key: "id",
    change: { provider: "forged" },
    fresh: () => ({ delivery_id: randomUUID() }),
  },
  check_runs: { key: "id", change: { source: "forged" }, fresh: () => ({}) },
  provider_health: { key: "provider", change: { failures: 99 }, fresh: () => ({ provider: "forged" }) },
  usual_times: {
    key: "kind",
    change: { p50_ms: 99 },
    fresh: () => ({ kind: "forged" }),
  },
  supposed_times: { key: "kind", change: { p50_ms: 99 }, fresh: () => ({ kind: "forged" }) },
  learned_times: {
    key: "kind",
    change: { times_ms: [99] },
    fresh: () => ({ kind: "forged" }),
  },
  line_places: { key: "line", change: { waits_for: ["forged"] }, fresh: () => ({ line: 99, part: 0 }) },
  line_looks: { key: "is_only", change: { looked_at: null }, fresh: () => ({ is_only: false }) },
  forecast_accuracy: {
    key: "kind",
    change: { forecasts: 99 },
    fresh: () => ({ kind: "forged" }),
  },
  ledger_epoch: {
    key: "is_current",
    change: { epoch: "f0f0f0f0f0f0" },
    fresh: () => ({ is_current: false }),
  },
  leftover_files: { key: "path", change: { bucket: "forged" }, fresh: () => ({ path: "forged.jpg" }) },
  deleted_jobs: {
    key: "id",
    change: { removed_at: "2100-01-01T00:00:00Z" },
    fresh: (by) => ({ id: randomUUID(), user_id: by }),
  },
  deleted_rows: { key: "job_id", change: { relation: "forged" }, fresh: () => ({ relation: "forged" }) },
  leftover_folders: { key: "path", change: { bucket: "forged" }, fresh: () => ({ path: "forged/" }) },
  leftover_work: {
    key: "operation_id",
    change: { provider: "forged" },
    fresh: () => ({ operation_id: randomUUID() }),
  },
  used_by_removed: {
    key: "kind",
    change: { works: 99 },
    fresh: (by) => ({ user_id: by }),
  },
  departures: {
    key: "user_id",
    change: { keeps_account: true },
    fresh: (by) => ({ user_id: by }),
  },
  forgotten_work: {
    key: "key",
    change: { until: "2100-01-01T00:00:00Z" },
    fresh: () => ({ key: "forged" }),
  },
  job_words: { key: "job_id", change: { words: "forged" }, fresh: () => ({ job_id: freeJob }) },
  announcements: {
    key: "event_id",
    change: { taken_until: "2100-01-01T00:00:00Z" },
    fresh: () => ({ event_id: freeEvent }),
  },
  publishing: {
    key: "by",
    change: { until: "2100-01-01T00:00:00Z" },
    fresh: () => ({ by: "realtime" }),
  },
  retention: { key: "is_current", change: { days: 1 }, fresh: () => ({ is_current: false }) },
  telegram_links: {
    key: "user_id",
    change: { name: "forged" },
    fresh: () => ({ user_id: stranger.id, chat_id: 99 }),
  },
  telegram_codes: {
    key: "user_id",
    change: { code_hash: "forged" },
    fresh: (by) => ({ user_id: by, code_hash: "forged" }),
  },
  telegram_updates: {
    key: "id",
    change: { taken_until: "2100-01-01T00:00:00Z" },
    fresh: () => ({ id: 99 }),
  },
  ws_tickets: {
    key: "hash",
    change: { expires_at: "2100-01-01T00:00:00Z" },
    fresh: (by) => ({ user_id: by, hash: randomBytes(32).toString("hex") }),
  },
  rate_limits: { key: "key", change: { key: "forged" }, fresh: () => ({ key: "forged" }) },
  user_roles: { key: "user_id", change: { role: "user" }, fresh: (by) => ({ user_id: by }) },
};
const ofUsers = [
  "jobs",
  "operations",
  "artifacts",
  "job_events",
  "uploads",
  "assets",
  "job_assets",
  "endpoints",
  "deliveries",
  "telegram_links",
];

const people = ["nobody", "a stranger", "the owner"] as const;
const everybodyEverywhere = people.flatMap((who) =>
  Object.keys(forgeries).map((table) => [who, table] as const),
);

beforeAll(async () => {
  const { user, job } = await world.newPhotoshoot();
  owner = user;
  stranger = await world.db.createUser();
  jobId = job.id;
  const neighbours = await world.newPhotoshoot();
  // Both have an endpoint, which nobody calls here: it is paused.
  for (const each of [user, neighbours.user]) {
    const endpoint = { url: "https://hooks.test/", events: ["job.completed"], secret: "whsec_a" } as const;
    const told = await addEndpoint(each.id, endpoint, 20);
    await world.db
      .sql`insert into deliveries (user_id, type, target, endpoint_id) values (${each.id}, 'test', 'webhook', ${told?.id ?? ""})`;
    await editEndpoint(each.id, told?.id ?? "", { enabled: false });
  }
  await carryOn(world, job.id);
  await carryOn(world, neighbours.job.id);
  const { sql } = world.db;
  for (const each of [user, neighbours.user]) await jobFor(each.id, await insertAssets(sql, each.id, 1));
  const [free, taken] = await sql<Array<{ id: string }>>`select id from operations limit 2`;
  await sql`insert into operation_ranges values (${taken?.id ?? ""}, 0, 1)`;
  freeOperation = free?.id ?? "";
  const [endpoint] = await sql<Array<{ id: string }>>`insert into endpoints (user_id, url, events)
    values (${neighbours.user.id}, 'https://free.test/', '{}') returning id`;
  freeEndpoint = endpoint?.id ?? "";
  await sql`insert into webhook_inbox (provider, delivery_id, job_id, body) values ('astria', 'one', ${job.id}, '{}')`;
  await sql`insert into usual_times values ('none', 'nothing', 'nobody', '', 1, 1, now())`;
  await sql`insert into supposed_times values ('none', 'nothing', 'nobody', 1, 1)`;
  await sql`insert into learned_times values ('none', '{}', 'nothing', 'nobody', '', '{1}')`;
  await sql`insert into line_places values (1, 0, now(), now(), '{}', '{}', '{}')`;
  await sql`insert into line_looks values (true, now())`;
  await sql`insert into leftover_files values ('uploads', 'gone.jpg', now())`;
  await sql`insert into rate_limits values ('somebody', now())`;
  const [deleted] = await sql<Array<{ id: string }>>`insert into deleted_jobs (id, user_id, removed_at)
    values (gen_random_uuid(), ${user.id}, now()) returning id`;
  await sql`insert into deleted_rows values (${deleted?.id ?? ""}, 'jobs', 'one', '{}')`;
  await sql`insert into leftover_folders values ('artifacts', 'gone/', null, now())`;
  await sql`insert into leftover_work (operation_id, provider, is_under_way, started_at, due_at, forgotten_at)
    values (gen_random_uuid(), 'astria', false, now(), now(), now())`;
  await sql`insert into forgotten_work values ('hash', now())`;
  await sql`insert into used_by_removed values (${user.id}, '2026-11-01', 'chat', 'openai', null, true, 1)`;
  const leaver = await world.db.createUser();
  await sql`insert into departures (user_id, keeps_account) values (${leaver.id}, false)`;
  freeJob = job.id;
  await sql`delete from job_words where job_id = ${job.id}`;
  const [told, untold] = await sql<Array<{ id: string }>>`select id from job_events limit 2`;
  freeEvent = untold?.id ?? "";
  await sql`insert into announcements (event_id) values (${told?.id ?? ""})`;
  // Nobody publishes any more: what comes is not announced.
  await sql`insert into publishing values ('redis', now())`;
  await sql`insert into retention (days) values (30)`;
  await sql`insert into telegram_links (user_id, chat_id, name)
    values (${user.id}, 1, 'Ada'), (${neighbours.user.id}, 2, 'Ben')`;
  await sql`insert into telegram_codes values (${neighbours.user.id}, 'hash', now(), null)`;
  await sql`insert into telegram_updates values (1, now(), now())`;
  await sql`insert into ws_tickets (hash, user_id, expires_at) values (${"0".repeat(64)}, ${user.id}, now())`;
  await sql`insert into forecast_accuracy values ('none', '{}', 1, 1, now())`;
  await sql`insert into user_roles (user_id, role) values (${neighbours.user.id}, 'operator')`;
}, 60_000);

function connect(who: (typeof people)[number]) {
  const token = who === "the owner" ? owner.accessToken : stranger.accessToken;
  const headers: Record<string, string> = who === "nobody" ? {} : { authorization: `Bearer ${token}` };
  return createClient(world.db.url, world.db.publishableKey, {
    auth: { persistSession: false },
    global: { headers },
  });
}

function forgery(table: string) {
  const found = forgeries[table];
  if (!found) throw new Error(`How does one forge a row of ${table}?`);
  return found;
}

/** A row that the table would take, in the name of the one who writes it. */
async function forge(who: (typeof people)[number], table: string): Promise<Record<string, unknown>> {
  const rows = await world.db.sql<Array<{ row: Record<string, unknown> }>>`
    select to_jsonb(t) - array(select attname::text from pg_attribute where attgenerated <> '' and attrelid = ${table}::regclass)
        as row from ${world.db.sql(table)} t limit 1`;
  const { id, ...row } = rows[0]?.row ?? {};
  const by = who === "the owner" ? owner.id : stranger.id;
  return { ...row, ...(typeof id === "string" && { id: randomUUID() }), ...forgery(table).fresh(by) };
}

async function contents(table: string): Promise<string[]> {
  const rows = await world.db.sql`select t::text as row from ${world.db.sql(table)} t order by 1`;
  return rows.map((row) => String(row["row"]));
}

test("every table is tried, and none is empty", async () => {
  const tables = await world.db.sql`
    select relname from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')`;
  expect(tables.map((row) => row["relname"]).toSorted()).toEqual(Object.keys(forgeries).toSorted());
  for (const table of Object.keys(forgeries)) expect([table, await contents(table)]).not.toEqual([table, []]);
});

test.each(Object.keys(forgeries))(
  "a forged row of %s is one that the table itself would take",
  async (table) => {
    const row = await forge("the owner", table);
    const { sql } = world.db;
    const taken = sql.begin(async (transaction) => {
      await transaction`insert into ${sql(table)} ${sql(row as Record<string, string>)}`;
      throw new Error("taken");
    });
    await expect(taken).rejects.toThrow("taken");
  },
);

test.each(everybodyEverywhere)("%s reads of %s no row but their own", async (who, table) => {
  const { data } = await connect(who).from(table).select();
  const isTheirs = who === "the owner" && ofUsers.includes(table);
  const own = isTheirs
    ? await world.db.sql`select count(*)::int as n from ${world.db.sql(table)} where user_id = ${owner.id}`
    : [];
  expect(data?.length ?? 0).toBe(own[0]?.["n"] ?? 0);
  if (!isTheirs) return;
  expect(data?.length).toBeGreaterThan(0);
  expect(data?.length).toBeLessThan((await contents(table)).length);
  expect(data?.every((row) => row.user_id === owner.id)).toBe(true);
});

test.each(everybodyEverywhere)("%s writes nothing into %s", async (who, table) => {
  const before = await contents(table);
  const { key, change } = forgery(table);
  const rows = connect(who).from(table);
  const row = await forge(who, table);
  const results = [
    await rows.update(change).not(key, "is", null),
    await rows.delete().not(key, "is", null),
    await rows.upsert(row),
    await rows.insert(row),
  ];
  expect(await contents(table)).toEqual(before);
  // Refused for the lack of a right (42501) or blind to every row; not for a request that makes no sense.
  expect(results.map(({ error }) => error?.code ?? "42501")).toEqual(results.map(() => "42501"));
  expect(results.at(-1)?.error).not.toBeNull();
});

test("none of our functions can be called", async () => {
  const functions = await world.db.sql`
    select p.proname as name, coalesce(p.proargnames, '{}') as args from pg_proc p
      join pg_namespace n on n.oid = p.pronamespace where n.nspname = 'public'`;
  expect(functions.length).toBeGreaterThan(12);
  const callable = await world.db.sql`
    select p.proname from pg_proc p join pg_namespace n on n.oid = p.pronamespace
     where n.nspname = 'public'
       and (has_function_privilege('authenticated', p.oid, 'execute') or has_function_privilege('anon', p.oid, 'execute'))`;
  expect(callable.map((row) => row["proname"])).toEqual([]);
  const { error } = await connect("the owner").rpc("cancel_job", {
    p_job_id: jobId,
    p_user_id: owner.id,
    p_source: "x",
  });
  expect(error).not.toBeNull();
  expect((await world.read(jobId)).status).not.toBe("canceled");
});
