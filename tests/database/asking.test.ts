import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { claimDueJobs, claimJob, type Limits } from "@/lib/db/claims";
import { useDatabase } from "../support/database";
import { stubAppOf } from "./app-of";
import { insertJob, insertOperation, type Row } from "./rows";

const db = useDatabase();
let userId: string;

beforeAll(async () => {
  stubAppOf(db);
  userId = (await db.createUser()).id;
});

beforeEach(async () => {
  await db.sql`delete from jobs`;
  await db.sql`delete from provider_health`;
});

const inMs = (ms: number) => new Date(Date.now() + ms);
const graceMs = 60_000;
const limits = { kinds: {}, provider: 1_000, graces: { sora: graceMs } };
const delay = (more: Row = {}) => ({
  code: "unavailable",
  message: "fal is not answering properly (500).",
  until: inMs(300_000).toISOString(),
  ...more,
});
const underWay = (more: Row = {}) =>
  insertJob(db.sql, userId, {
    kind: "sora",
    status: "processing",
    providers: ["fal"],
    admitted_at: new Date(),
    next_check_at: inMs(300_000),
    checked_at: inMs(-3_000),
    ...more,
  });
const pause = () =>
  db.sql`insert into provider_health (provider, paused_until) values ('fal', ${inMs(300_000)})`;
/** Whether somebody who asks about the job now is let through to its provider. */
const isAsked = async (jobId: string) => (await claimJob(jobId, 60_000, 2_000, limits)).jobs.length === 1;

describe("who asks about a job is let through", () => {
  test("also while we wait by ourselves after trouble", async () => {
    expect(await isAsked(await underWay({ delay: delay() }))).toBe(true);
  });

  test("also while its provider is paused for everybody", async () => {
    await pause();
    expect(await isAsked(await underWay())).toBe(true);
  });

  test("again after two seconds, and not before", async () => {
    expect(await isAsked(await underWay({ checked_at: inMs(-1_000) }))).toBe(false);
  });

  test("but not before the time that the provider itself asked for", async () => {
    const asked = (ms: number) => underWay({ delay: delay({ askedUntil: inMs(ms).toISOString() }) });
    expect(await isAsked(await asked(60_000))).toBe(false);
    expect(await isAsked(await asked(-1_000))).toBe(true);
  });

  test("but not while somebody is at it, nor in the pause between two attempts", async () => {
    expect(await isAsked(await underWay({ claim_expires_at: inMs(60_000) }))).toBe(false);
    expect(await isAsked(await underWay({ delay: delay({ code: "retrying" }) }))).toBe(false);
    const between = { status: "pending", admitted_at: null, checked_at: null };
    expect(await isAsked(await underWay({ ...between, delay: delay({ code: "retrying" }) }))).toBe(false);
  });
});

describe("while its provider is paused, a due job", () => {
  const dueNow = async (deadlineInMs: number) => {
    await pause();
    await underWay({ next_check_at: inMs(-1_000), deadline_at: inMs(deadlineInMs) });
    return (await claimDueJobs(10, 60_000, null, limits)).jobs.length;
  };

  test("is left alone until deadline and grace are over", async () => {
    expect(await dueNow(-graceMs + 5_000)).toBe(0);
  });

  test("is checked once they are, so that it ends", async () => {
    expect(await dueNow(-graceMs - 1)).toBe(1);
  });
});

describe("a round through all jobs leaves work in peace that has just begun", () => {
  const quiet = { ...limits, quiet: { image_tags: 60_000 } };
  const taken = async (which: Limits = quiet) => (await claimDueJobs(10, 60_000, null, which)).jobs.length;
  const begun = async (agoMs: number, more: Row = {}, work: Row = {}) => {
    const due = { kind: "image_tags", providers: ["openai-batches"], next_check_at: inMs(-1_000), ...more };
    const id = await underWay(due);
    const own = { provider: "openai-batches", state: "running", running_at: inMs(-agoMs), ...work };
    await insertOperation(db.sql, { id, userId }, own);
  };

  test("for as long as its kind says, and no longer", async () => {
    await begun(50_000);
    expect(await taken()).toBe(0);
    await begun(61_000);
    expect(await taken()).toBe(1);
  });

  test("but not after a webhook, nor once it is over, nor of another kind, nor where nothing is said of it", async () => {
    await begun(1_000, { nudged: true });
    await begun(1_000, {}, { state: "succeeded" });
    await begun(1_000, { kind: "sora" });
    expect(await taken()).toBe(3);
    await begun(1_000);
    expect(await taken(limits)).toBe(1);
  });

  test("and counts it neither as left for the next round", async () => {
    await begun(1_000);
    expect(await claimDueJobs(10, 60_000, null, quiet)).toMatchObject({ jobs: [], remaining: 0 });
  });

  test("while who asks about it is let through", async () => {
    await begun(1_000, { next_check_at: inMs(30_000) });
    const [job] = await db.sql<Array<{ id: string }>>`select id from jobs`;
    expect((await claimJob(job?.id ?? "", 60_000, 2_000, quiet)).jobs).toHaveLength(1);
  });
});
