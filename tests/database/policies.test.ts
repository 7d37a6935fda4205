import { randomBytes, randomUUID } from "node:crypto";
import { createClient } from "@supabase/supabase-js";
import type { User } from "@/lib/db/user-client";
import { beforeAll, expect, test } from "vitest";
import { carryOn } from "../support/carry-on";
import { useWorld } from "../support/world";
import { insertAssets, jobFor } from "./library";

// What a browser could do with the publishable key, past the app. Supabase Lite grants every role rights on every
// table, so here the policies stand alone; grants.test.ts has the rights that a hosted project keeps.
const world = useWorld();

let owner: Awaited<ReturnType<typeof world.newUser>>;
let stranger: User;
let jobId: string;
/** One that has no range yet. */
let freeOperation: string;

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
  forecast_accuracy: {
    key: "kind",
    change: { forecasts: 99 },
    fresh: () => ({ kind: "forged" }),
  },
  leftover_files: { key: "path", change: { bucket: "forged" }, fresh: () => ({ path: "forged.jpg" }) },
  rate_limits: { key: "key", change: { key: "forged" }, fresh: () => ({ key: "forged" }) },
  user_roles: { key: "user_id", change: { role: "user" }, fresh: (by) => ({ user_id: by }) },
};
const ofUsers = ["jobs", "operations", "artifacts", "job_events", "uploads", "assets", "job_assets"];

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
  await carryOn(world, job.id);
  await carryOn(world, neighbours.job.id);
  const { sql } = world.db;
  for (const each of [user, neighbours.user]) await jobFor(each.id, await insertAssets(sql, each.id, 1));
  const [free, taken] = await sql<Array<{ id: string }>>`select id from operations limit 2`;
  await sql`insert into operation_ranges values (${taken?.id ?? ""}, 0, 1)`;
  freeOperation = free?.id ?? "";
  await sql`insert into webhook_inbox (provider, delivery_id, job_id, body) values ('astria', 'one', ${job.id}, '{}')`;
  await sql`insert into usual_times values ('none', 'nothing', 'nobody', '', 1, 1, now())`;
  await sql`insert into leftover_files values ('uploads', 'gone.jpg', now())`;
  await sql`insert into rate_limits values ('somebody', now())`;
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
