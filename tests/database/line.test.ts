import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { ISql } from "postgres";
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { claimJob } from "@/lib/db/claims";
import { readWaiting } from "@/lib/db/waiting";
import { getJob } from "@/lib/services/get-job";
import { presentJob } from "@/lib/services/present-job";
import { root } from "@/scripts/stack/processes";
import { answering } from "../support/answering";
import { useDatabase, type TestUser } from "../support/database";
import { virtualClockSql } from "../support/virtual-clock";
import { stubAppOf } from "./app-of";
import { insertJob, untilWaiting } from "./rows";

const histories = readFileSync(join(root, "tests/support/line-histories.sql"), "utf8");
const db = useDatabase(virtualClockSql + histories);
let user: TestUser;

beforeAll(async () => {
  stubAppOf(db);
  vi.stubEnv("MAX_RUNNING_PER_PROVIDER", "1");
  user = await db.createUser();
});

beforeEach(async () => {
  await db.sql`delete from jobs`;
  await db.sql`delete from provider_health`;
});

afterEach(() => void vi.useRealTimers());

/** From how many on a line is long. */
const longFrom = (jobs: number) =>
  db.sql.unsafe(`create or replace function longest_short_line() returns integer
    language sql immutable as 'select ${jobs - 1}'`);

/** What is done in a process whose own clock is wrong by so many hours. */
async function inProcess<T>(hours: number, run: () => Promise<T>): Promise<T> {
  vi.useFakeTimers({ toFake: ["Date"], now: Date.UTC(2026, 10, 25, 12 + hours) });
  return run().finally(() => vi.useRealTimers());
}

const limits = { kinds: { photoshoot: 100 }, provider: 1, graces: {} };

/** Jobs that wait, in this order, after one that runs. */
async function lineOf(jobs: number): Promise<string[]> {
  const providers = ["astria"];
  await insertJob(db.sql, user.id, {
    providers,
    status: "processing",
    next_check_at: new Date("2036-01-01"),
  });
  const ids: string[] = [];
  for (let n = 0; n < jobs; n++) {
    const queued_at = new Date(Date.UTC(2026, 10, 25, 11, 0, n));
    ids.push(await insertJob(db.sql, user.id, { providers, queued_at, next_check_at: new Date(0) }));
  }
  return ids;
}

const placeOf = async (id: string | undefined) => {
  const { [id ?? ""]: waiting } = await readWaiting([id ?? ""], limits);
  return waiting?.for === "turn" ? waiting.place : waiting;
};

const pass = (ms: number, sql: ISql = db.sql) =>
  sql`update virtual_clock set now = now + ${`${ms} milliseconds`}::interval`;

describe("in 250 histories side by side, of two releases with limits of their own,", () => {
  const worlds = 250;
  const steps = 8;

  /** What is wrong with the next step, which a process of this release takes. */
  async function play(release: number, seed: number): Promise<string[]> {
    const rows = await db.sql<Array<{ wrong: string }>>`select play(${worlds}, ${release}, ${seed}) as wrong`;
    return rows.map((row) => row.wrong);
  }

  /** Processes that claim are stopped when they have looked, and not yet taken their turn; others go on meanwhile. */
  async function stopSomeThatClaim(release: number, seed: number): Promise<void> {
    const rows = await db.sql<Array<{ id: string; limits: typeof limits }>>`
      select f.id, r.limits from fronts(${worlds}, ${release}, ${seed}) as f(id), releases r where r.release = ${release}`;
    expect(rows.length).toBeGreaterThan(0);
    let claiming: Array<Promise<{ jobs: unknown[] }>> = [];
    await db.sql.begin(async (sql) => {
      await sql`select pg_advisory_xact_lock(hashtextextended('turns', 0))`;
      claiming = rows.map(({ id, limits: theirs }) =>
        inProcess(-30, () => claimJob(id, 3_600_000, null, theirs)),
      );
      await untilWaiting(db.sql, Promise.all(claiming), rows.length);
      const passed = await sql<Array<{ wrong: string }>>`
        select pass_by(${rows.map((row) => row.id)}::uuid[], ${release}) as wrong`;
      expect(passed).toEqual([]);
    });
    for (const [n, claimed] of (await Promise.all(claiming)).entries()) {
      const { id = "", limits: theirs } = rows[n] ?? {};
      const [fair] = await db.sql<Array<{ share: number }>>`
        select fair_share(${id}, ${theirs as never}::jsonb, ${claimed.jobs.length}) as share`;
      expect(claimed.jobs.length).toBe(fair?.share);
    }
    await db.sql`select count_again()`;
  }

  test.each([
    ["of a long line, what is said is what a recount said within the last second", 1, 0.1],
    ["of a long line with other dice, what is said is what a recount said within the last second", 1, 0.2],
    [
      "of a long line with yet other dice, what is said is what a recount said within the last second",
      1,
      0.3,
    ],
    ["of a short line, what is said is what a recount says now", 1_000_000, 0.4],
  ])("%s, and only those are admitted who may start", async (_title, long, seed) => {
    await longFrom(long);
    await db.sql`select begin_histories(${worlds}, ${seed})`;
    for (let step = 1; step <= steps; step++) {
      const release = 1 + (step % 2);
      expect(await play(release, seed + step / 100)).toEqual([]);
      if (step % 3 === 0) await stopSomeThatClaim(release, seed + (step + 0.5) / 100);
    }
  });
});

describe("of a long line", () => {
  beforeEach(async () => {
    await longFrom(3);
    await pass(60_000);
  });

  test("the places are found out once a second, however many look, and whatever their own clocks say", async () => {
    const [first, second, third] = await lineOf(3);
    expect(await placeOf(third)).toBe(3);
    await db.sql`delete from jobs where id = ${first ?? ""}`;
    await pass(1_000);
    expect(await inProcess(1, () => placeOf(third))).toBe(3);
    expect(await inProcess(-1, () => placeOf(second))).toBe(2);
    await pass(1);
    expect(await inProcess(-1, () => placeOf(third))).toBe(2);
    expect(await inProcess(1, () => placeOf(second))).toBe(1);
  });

  test("who has been admitted since has no place, and who has just come is known a second later", async () => {
    const ids = await lineOf(4);
    expect(await placeOf(ids[3])).toBe(4);
    await db.sql`update jobs set admitted_at = clock_now() where id = ${ids[3] ?? ""}`;
    const [late] = await lineOf(1);
    expect(await Promise.all([placeOf(ids[3]), placeOf(late)])).toEqual([undefined, undefined]);
    await pass(1_001);
    expect(await Promise.all([placeOf(ids[3]), placeOf(late)])).toEqual([undefined, expect.any(Number)]);
  });

  test("while one who finds out the places is stopped, others go by those before, until these are two seconds old", async () => {
    const [first, , third] = await lineOf(4);
    expect(await placeOf(third)).toBe(3);
    await db.sql`delete from jobs where id = ${first ?? ""}`;
    await pass(1_500);
    let late: Promise<unknown> | undefined;
    await db.sql.begin(async (sql) => {
      await sql`select look_at_line(${limits as never}::jsonb)`;
      expect(await placeOf(third)).toBe(3);
      await pass(501);
      late = placeOf(third);
      await untilWaiting(db.sql, late);
    });
    expect(await late).toBe(2);
  });

  test("the longer it takes to find out the places, the less often that is done: for a tenth of the time", async () => {
    const [first, , , last] = await lineOf(4);
    await db.sql`delete from line_places`;
    await db.sql.unsafe(slowTurns("1 second"));
    const before = await placeOf(last);
    await db.sql.unsafe(slowTurns("0 seconds"));
    await db.sql`delete from jobs where id = ${first ?? ""}`;
    await pass(9_000);
    expect([before, await placeOf(last)]).toEqual([4, 4]);
    await pass(1);
    expect(await placeOf(last)).toBe(3);
  });

  test("after a setback of the clock it is not told of the future", async () => {
    const [first, , third] = await lineOf(3);
    expect(await placeOf(third)).toBe(3);
    await db.sql`delete from jobs where id = ${first ?? ""}`;
    await pass(-10_000);
    expect(await placeOf(third)).toBe(2);
  });

  test("who has just come is admitted where there is room, though the places do not know of it", async () => {
    const ids = await lineOf(3);
    expect(await placeOf(ids[2])).toBe(3);
    const elsewhere = await insertJob(db.sql, user.id, { providers: ["fal"], next_check_at: new Date(0) });
    expect((await claimJob(elsewhere, 60_000, null, limits)).jobs).toHaveLength(1);
  });
});

describe("of all who ask for jobs in line", () => {
  test("one every two seconds is told to look after those who run", async () => {
    await longFrom(1_000);
    const ids = await lineOf(5);
    const looks = async () => {
      const claims = await Promise.all(ids.map((id) => claimJob(id, 60_000, null, limits)));
      return claims.filter((claim) => claim.isToLook).length;
    };
    await pass(60_000);
    expect([await looks(), await looks()]).toEqual([1, 0]);
    await pass(2_000);
    expect(await looks()).toBe(0);
    await pass(1);
    expect([await looks(), await looks()]).toEqual([1, 0]);
  });

  test("twenty who poll within a second cost three calls each; all together, one finding of places and one look at those who run", async () => {
    await longFrom(10);
    await pass(60_000);
    const ids = await lineOf(20);
    await db.sql.unsafe(countedTurns);
    const { count } = answering([]);
    for (const id of ids) {
      const works: Array<Promise<unknown>> = [];
      await presentJob(await getJob(user, id, "browser", (work) => works.push(work)));
      await Promise.all(works);
    }
    const [turns] = await db.sql<Array<{ n: number }>>`select last_value::integer as n from evaluations`;
    const [claims, places, looks] = [/claim_one$/, /read_waiting$/, /claim_due$/].map(count);
    expect({ claims, places, looks }).toEqual({ claims: 20, places: 20, looks: 1 });
    // Besides, each reads its job; and once for all, the look, and what is known of usual times and of what is kept.
    expect(count(/./)).toBeLessThanOrEqual(20 * 3 + 3);
    // For the places, and for the look.
    expect(turns?.n).toBeLessThanOrEqual(3);
  });
});

/** Lets the clock go on by so much while the whole line is evaluated. */
const slowTurns = (takes: string) => `
  create or replace function turns(p_limits jsonb) returns table (job_id uuid, place bigint, waits_for text)
    language plpgsql as $$ begin
      update public.virtual_clock set now = now + interval '${takes}';
      return query select * from public.recount(p_limits);
    end $$;`;

/** Counts how often the whole line is evaluated. */
const countedTurns = `
  create sequence evaluations;
  alter function turns(jsonb) rename to uncounted_turns;
  create function turns(p_limits jsonb) returns table (job_id uuid, place bigint, waits_for text)
    language sql stable as $$
    select t.* from (select nextval('public.evaluations')) as counted, public.uncounted_turns(p_limits) t
  $$;`;
