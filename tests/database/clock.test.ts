import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { TransactionSql } from "postgres";
import { beforeAll, expect, test } from "vitest";
import { root } from "@/scripts/stack/processes";
import { useDatabase } from "../support/database";

const db = useDatabase();
let userId: string;

beforeAll(async () => {
  userId = (await db.createUser()).id;
});

/** Runs in a session whose clock stands where `at` puts it; nothing of it is kept. */
async function inSession(run: (sql: TransactionSql, at: (time: string) => Promise<void>) => Promise<void>) {
  const undone = new Error("undone");
  const session = db.sql.begin(async (sql) => {
    await run(sql, async (time) => {
      await sql`select set_config('darkroom.now', ${time}, true)`;
    });
    throw undone;
  });
  await expect(session).rejects.toBe(undone);
}

async function newJob(sql: TransactionSql): Promise<void> {
  await sql`insert into jobs (user_id, kind, input, input_hash, deadline_at)
    values (${userId}, 'photoshoot', '{}', 'x', clock_now() + interval '1 hour')`;
}

async function claimed(sql: TransactionSql): Promise<number> {
  const [row] = await sql<Array<{ n: number }>>`
    select json_array_length(claim_due(10, 60000) -> 'jobs') as n`;
  return row?.n ?? -1;
}

test("in a session whose clock is set, a lease ends when the set time says so", async () => {
  await inSession(async (sql, at) => {
    await at("2031-05-01T12:00:00Z");
    await newJob(sql);
    expect(await claimed(sql)).toBe(1);
    await at("2031-05-01T12:00:59.999Z");
    expect(await claimed(sql)).toBe(0);
    await at("2031-05-01T12:01:00Z");
    expect(await claimed(sql)).toBe(1);
  });
});

test("in a session whose clock is set, a row is made at the set time", async () => {
  await inSession(async (sql, at) => {
    await at("2031-05-01T12:00:00Z");
    await newJob(sql);
    const [row] = await sql<Array<Record<string, Date>>>`
      select created_at, updated_at, queued_at, next_check_at from jobs where user_id = ${userId}`;
    const set = new Date("2031-05-01T12:00:00Z");
    expect(row).toEqual({ created_at: set, updated_at: set, queued_at: set, next_check_at: set });
  });
});

test("in a session whose clock is set, a provider's pause ends when the set time says so", async () => {
  await inSession(async (sql, at) => {
    const failure = [{ provider: "astria", ok: false, error: { code: "unreachable", message: "away" } }];
    for (let n = 0; n < 5; n++) {
      await at(`2031-05-01T11:59:${45 + 3 * n}Z`);
      await sql`select note_provider_health(${sql.json(failure)})`;
    }
    const [row] = await sql<Array<{ paused_until: Date }>>`select paused_until from provider_health`;
    expect(row?.paused_until).toEqual(new Date("2031-05-01T12:00:12Z"));
  });
});

test("a clock that is not set is the machine's, and goes on within a transaction", async () => {
  await inSession(async (sql, at) => {
    await at("");
    const [row] = await sql<Array<{ between: boolean; later: boolean }>>`
      select clock_now() between now() and clock_timestamp() as between,
             (select clock_now() from pg_sleep(0.001)) > now() as later`;
    expect(row).toEqual({ between: true, later: true });
  });
});

test("no table, view or function asks any other clock", () => {
  const migrations = join(root, "supabase", "migrations");
  // What a hosted project forgets at night is no matter of ours to test, and runs without our functions.
  const others = readdirSync(migrations).filter((file) => !/_(clock|hosted)\.sql$/.test(file));
  expect(others.length).toBeGreaterThan(15);
  const asking = others.filter((file) =>
    /\b(now|clock_timestamp|statement_timestamp|transaction_timestamp)\(\)|\bcurrent_timestamp\b/i.test(
      readFileSync(join(migrations, file), "utf8").replaceAll("v_now", ""),
    ),
  );
  expect(asking).toEqual([]);
});
