import type { ISql } from "postgres";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { claimDueJobs, type Limits, claimJob } from "@/lib/db/claims";
import { readWaiting } from "@/lib/db/waiting";
import { useDatabase } from "../support/database";
import { stubAppOf } from "./app-of";
import { insertJob, untilWaiting, type Row } from "./rows";

const db = useDatabase();
let userId: string;
let otherId: string;
let thirdId: string;

beforeAll(async () => {
  stubAppOf(db);
  userId = (await db.createUser()).id;
  otherId = (await db.createUser()).id;
  thirdId = (await db.createUser()).id;
});

beforeEach(async () => {
  await db.sql`delete from jobs`;
  await db.sql`delete from provider_health`;
});

/** Jobs wait in the order in which a test makes them. */
let made = 0;
const waiting = (providers: string[], more: Row = {}, by = userId) =>
  insertJob(db.sql, by, { providers, queued_at: new Date(Date.now() - 60_000 + ++made), ...more });

/** A job that has begun, and is not due. */
const begun = (providers: string[], more: Row = {}, by = userId) =>
  waiting(providers, { status: "processing", admitted_at: new Date(), next_check_at: later(), ...more }, by);

const later = () => new Date(Date.now() + 3_600_000);
const atMost = (provider: number, photoshoot = 100) => ({ kinds: { photoshoot }, provider, graces: {} });

async function admitted(limits: Limits): Promise<string[]> {
  const { jobs } = await claimDueJobs(100, 60_000, null, limits);
  return jobs.map((job) => job.id);
}

const pause = (provider: string) =>
  db.sql`insert into provider_health (provider, paused_until) values (${provider}, ${later()})`;

describe("a job that needs several providers", () => {
  test("starts only where each of them has room", async () => {
    await begun(["fal"], {}, otherId);
    const both = await waiting(["astria", "fal"]);
    expect(await admitted(atMost(1))).toEqual([]);
    expect(await admitted(atMost(2))).toEqual([both]);
  });

  test("stands in the line of each, and its place is the worst of them", async () => {
    await begun(["astria", "fal"], {}, otherId);
    await waiting(["fal"], {}, thirdId);
    const both = await waiting(["astria", "fal"]);
    const one = await waiting(["astria"]);
    expect(await readWaiting([both, one], atMost(1))).toEqual({
      [both]: { for: "turn", place: 2, limit: "provider" },
      [one]: { for: "turn", place: 2, limit: "provider" },
    });
    await db.sql`delete from jobs where user_id = ${thirdId}`;
    expect(await readWaiting([both], atMost(1))).toMatchObject({ [both]: { place: 1 } });
  });

  test("is not passed by those behind it, who wait with it", async () => {
    await begun(["fal"], {}, otherId);
    await waiting(["astria", "fal"]);
    const behind = await waiting(["astria"], {}, otherId);
    expect(await readWaiting([behind], atMost(1))).toMatchObject({ [behind]: { for: "turn", place: 1 } });
    expect(await admitted(atMost(1))).toEqual([]);
  });

  test("takes room at each of them while it runs", async () => {
    await begun(["astria", "fal"], {}, otherId);
    const [first, second] = [await waiting(["astria"]), await waiting(["fal"])];
    expect(await admitted(atMost(1))).toEqual([]);
    expect((await admitted(atMost(2))).toSorted()).toEqual([first, second].toSorted());
  });

  test("waits while any of them is paused, and takes nobody's place meanwhile", async () => {
    await pause("fal");
    const both = await waiting(["astria", "fal"]);
    const behind = await waiting(["astria"], {}, otherId);
    expect(await admitted(atMost(1))).toEqual([behind]);
    expect(await readWaiting([both], atMost(1))).toMatchObject({ [both]: { for: "provider" } });
  });

  test("is not asked about while any of them is paused, unless a webhook came", async () => {
    await pause("fal");
    const due = { next_check_at: new Date(Date.now() - 1_000) };
    await begun(["astria", "fal"], due);
    const nudged = await begun(["astria", "fal"], { ...due, nudged: true });
    expect(await admitted(atMost(9))).toEqual([nudged]);
  });
});

describe("a job that needs no provider", () => {
  test("waits for none: neither for room nor for the end of a pause", async () => {
    await begun(["astria"], {}, otherId);
    await pause("astria");
    const ours = await waiting([]);
    expect(await admitted(atMost(1))).toEqual([ours]);
  });

  test("waits for its user's limit like any other", async () => {
    await begun(["astria"]);
    const ours = await waiting([]);
    expect(await readWaiting([ours], atMost(9, 1))).toEqual({
      [ours]: { for: "turn", place: 1, limit: "yours" },
    });
  });
});

describe("a job whose results are being saved", () => {
  test("leaves room for the next one of its user", async () => {
    const saving = await begun(["astria"], { stage: "saving" });
    const next = await waiting(["astria"]);
    expect(await admitted(atMost(9, 1))).toEqual([]);
    await db.sql`update jobs set providers = '{}' where id = ${saving}`;
    expect(await admitted(atMost(9, 1))).toEqual([next]);
  });

  test("leaves room at its provider", async () => {
    const saving = await begun(["astria"], { stage: "saving" }, otherId);
    const next = await waiting(["astria"]);
    expect(await admitted(atMost(1))).toEqual([]);
    await db.sql`update jobs set providers = '{}' where id = ${saving}`;
    expect(await admitted(atMost(1))).toEqual([next]);
  });
});

describe("two who admit at once", () => {
  const limits = atMost(9, 1);
  const claiming = (sql: ISql, name = "claim_due") =>
    sql.unsafe<Array<{ n: number }>>(
      `select json_array_length(${name}(10, 60000, null, '${JSON.stringify(limits)}') -> 'jobs') as n`,
    );

  /** One admits the only job in line; before it has committed, a more urgent one comes, and another admits. */
  async function race(second: (urgent: string) => Promise<number>, name?: string): Promise<number[]> {
    await waiting(["astria"]);
    let both: Promise<number[]> | undefined;
    await db.sql.begin(async (sql) => {
      const [first] = await claiming(sql, name);
      const urgent = await waiting(["astria"], { priority: 1 });
      const other = second(urgent);
      both = other.then((n) => [first?.n ?? 0, n]);
      await untilWaiting(db.sql, other);
    });
    return (await both) ?? [];
  }

  test("admit no more than the limit", async () => {
    const second = async () => (await claimDueJobs(10, 60_000, null, limits)).jobs.length;
    expect(await race(second)).toEqual([1, 0]);
  });

  test("admit no more than the limit when one of them asks for a single job", async () => {
    const second = async (urgent: string) => (await claimJob(urgent, 60_000, null, limits)).jobs.length;
    expect(await race(second)).toEqual([1, 0]);
  });

  test("would admit more without the lock under which they take turns", async () => {
    const [row] = await db.sql<Array<{ source: string }>>`
      select pg_get_functiondef('public.claim_due'::regproc) as source`;
    const unlocked = row?.source
      .replace("claim_due", "claim_unlocked")
      .replace(/^ *perform pg_catalog\.pg_advisory_xact_lock\(.*'turns'.*\n/m, "");
    expect(unlocked).not.toContain("advisory");
    await db.sql.unsafe(unlocked ?? "");
    const second = async () => (await claiming(db.sql, "claim_unlocked"))[0]?.n ?? 0;
    expect(await race(second, "claim_unlocked")).toEqual([1, 1]);
  });
});
