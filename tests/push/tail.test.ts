import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { endAll, TooManyListeners } from "@/lib/push/listen";
import { onDue, tailFigures, wakeTail } from "@/lib/push/tail";
import { stubAppOf } from "../database/app-of";
import { insertJob } from "../database/rows";
import { useDatabase } from "../support/database";
import { hear, type Hearing } from "../support/hear";
import { interceptFetch } from "../support/intercept-fetch";
import { addEvent, eventIds } from "../support/ledger-rows";

const db = useDatabase();
let userId: string;
let otherId: string;
let session: { id: string; accessToken: string };

beforeAll(async () => {
  stubAppOf(db);
  ({ id: userId } = await db.createUser());
  const other = await db.createUser();
  otherId = other.id;
  session = { id: otherId, accessToken: other.accessToken };
});

beforeEach(async () => {
  await db.sql`delete from jobs`;
});

afterEach(() => {
  endAll("shutdown");
  vi.restoreAllMocks();
});

const newJob = async (by = userId) => ({ id: await insertJob(db.sql, by), userId: by });

/** Resolves once it has heard so many. */
const untilHeard = (hearing: Hearing, count: number) =>
  vi.waitUntil(() => hearing.heard.length >= count, { interval: 5, timeout: 8_000 });

test("a row whose transaction is held open for 5 s is told when it commits, and nothing that commits meanwhile waits for it", async () => {
  const slow = await newJob();
  const hearing = await hear(userId);
  await hearing.isCaughtUp;
  const opened = Promise.withResolvers<number>();
  const others = Promise.withResolvers<void>();
  const holding = db.sql.begin(async (sql) => {
    opened.resolve(await addEvent(sql, slow, { type: "stage" }));
    // For longer where the machine is slow with the others.
    await Promise.all([sleep(5_000), others.promise]);
  });
  const slowId = await opened.promise;
  const waits: number[] = [];
  for (let n = 0; n < 40; n++) {
    const id = await addEvent(db.sql, await newJob());
    const writtenAt = performance.now();
    wakeTail();
    await vi.waitUntil(() => hearing.at.has(id), { interval: 2, timeout: 4_000 });
    waits.push(performance.now() - writtenAt);
  }
  expect(hearing.at.has(slowId)).toBe(false);
  others.resolve();
  await holding;
  wakeTail();
  await untilHeard(hearing, 41);
  expect(hearing.ids().at(-1)).toBe(slowId);
  expect(new Set(hearing.ids()).size).toBe(41);
  expect(waits.toSorted((a, b) => a - b)[20]).toBeLessThan(500);
});

test("what is written without a word to this process is told within one interval", async () => {
  const heardAt: number[] = [];
  const hearing = await hear(userId, { send: () => heardAt.push(tailFigures().queries) > 0 });
  await hearing.isCaughtUp;
  await addEvent(db.sql, await newJob());
  const { queries } = tailFigures();
  await vi.waitUntil(() => heardAt.length > 0, { interval: 5, timeout: 8_000 });
  // By the next look, which begins within one; or by the one that is going on.
  expect((heardAt[0] ?? Infinity) - queries).toBeLessThanOrEqual(1);
});

test.each([1, 400])("one query an interval, however many listen: %i", async (count) => {
  const calls: string[] = [];
  const hearing = await hear(userId);
  const others = await Promise.all(Array.from({ length: count - 1 }, () => hear(randomUUID())));
  await Promise.all([hearing, ...others].map(({ isCaughtUp }) => isCaughtUp));
  interceptFetch((call, send) => {
    calls.push(call.url.replace(/.*\//, ""));
    return send();
  });
  const before = tailFigures().queries;
  const startedAt = performance.now();
  await addEvent(db.sql, await newJob());
  await vi.waitUntil(() => tailFigures().queries >= before + 3, { timeout: 6_000 });
  expect(performance.now() - startedAt).toBeGreaterThan(1_900);
  expect(calls).toEqual(["read_tail", "read_tail", "read_tail"]);
  expect(tailFigures().listeners).toBe(count);
  expect(hearing.heard).toHaveLength(1);
});

test("while nobody listens the ledger is not read", async () => {
  const hearing = await hear(userId);
  await hearing.isCaughtUp;
  hearing.stop();
  const calls: string[] = [];
  interceptFetch((call, send) => {
    calls.push(call.url);
    return send();
  });
  wakeTail();
  await sleep(1_300);
  wakeTail();
  await sleep(100);
  expect(calls).toEqual([]);
});

test("nobody hears of another user's jobs, from now on or out of the past", async () => {
  const start = await hear(otherId);
  await start.isCaughtUp;
  const job = await newJob();
  await addEvent(db.sql, job, { type: "created" });
  const later = await hear(otherId, { since: start.cursor, jobId: job.id });
  const own = await hear(userId);
  const all = await hear(otherId);
  await Promise.all([later, own, all].map(({ isCaughtUp }) => isCaughtUp));
  const id = await addEvent(db.sql, job, { type: "completed", status: "completed" });
  wakeTail();
  await vi.waitUntil(() => own.ids().includes(id));
  expect([start, later, all].map(({ heard }) => heard.length)).toEqual([0, 0, 0]);
});

test("pages that are full lose and repeat nothing, also where a listener is cut in the middle of one", async () => {
  const jobs = await Promise.all(Array.from({ length: 1_000 }, () => newJob()));
  const hearing = await hear(userId);
  await hearing.isCaughtUp;
  const cut = await hear(userId, {
    send(update, cursor) {
      cut.heard.push({ update, cursor });
      cut.cursor = cursor;
      return cut.heard.length < 431;
    },
  });
  await cut.isCaughtUp;
  await db.sql.begin(async (sql) => {
    for (const job of jobs) await addEvent(sql, job);
  });
  wakeTail();
  await untilHeard(hearing, 1_000);
  const written = await eventIds(
    db.sql,
    jobs.map(({ id }) => id),
  );
  expect(hearing.ids()).toEqual(written);
  expect([cut.ended, cut.heard.length]).toEqual(["slow", 431]);
  const resumed = await hear(userId, { since: cut.cursor });
  await resumed.isCaughtUp;
  expect([...cut.ids(), ...resumed.ids()]).toEqual(written);
});

test("a listener is called in this order: ready, what it missed, caught up, what comes; and its end last", async () => {
  const job = await newJob();
  const start = await hear(userId);
  await start.isCaughtUp;
  const since = start.position();
  start.stop();
  await addEvent(db.sql, job, { type: "created", status: "pending" });
  const hearing = await hear(userId, { since });
  await hearing.isCaughtUp;
  expect(hearing.calls).toEqual(["ready", "caughtUp"]);
  expect(hearing.heard.map(({ update }) => update)).toEqual([
    expect.objectContaining({
      jobId: job.id,
      generationId: job.id,
      userId,
      type: "photoshoot",
      event: "created",
      status: "pending",
    }),
  ]);
  await addEvent(db.sql, job, { status: "processing" });
  wakeTail();
  await untilHeard(hearing, 2);
  endAll("shutdown");
  expect(hearing.calls).toEqual(["ready", "caughtUp", "end shutdown"]);
});

test("a database that is away delays what is told, and loses none of it", async () => {
  const hearing = await hear(userId);
  await hearing.isCaughtUp;
  let isAway = true;
  interceptFetch((_call, send) => (isAway ? Promise.reject(new TypeError("fetch failed")) : send()));
  const id = await addEvent(db.sql, await newJob());
  const failedAt = tailFigures().queries;
  await vi.waitUntil(() => tailFigures().queries > failedAt + 1, { timeout: 5_000 });
  isAway = false;
  await untilHeard(hearing, 1);
  expect([hearing.ids(), hearing.ended]).toEqual([[id], null]);
});

test("whoever listens is sent away once the ledger could not be read for seconds, and hears on from there after", async () => {
  const hearing = await hear(userId);
  await hearing.isCaughtUp;
  let isAway = true;
  interceptFetch((_call, send) => (isAway ? Promise.reject(new TypeError("fetch failed")) : send()));
  const id = await addEvent(db.sql, await newJob());
  const clock = vi.spyOn(Date, "now").mockReturnValue(Date.now() + 7_000);
  await vi.waitUntil(() => hearing.ended !== null, { timeout: 5_000 });
  expect([hearing.ids(), hearing.ended]).toEqual([[], "shutdown"]);
  isAway = false;
  clock.mockRestore();
  const after = await hear(userId, { since: hearing.cursor });
  await untilHeard(after, 1);
  expect(after.ids()).toEqual([id]);
});

test("due jobs of those who watch are told, those of others are not, and none again and again", async () => {
  const due: string[] = [];
  onDue((ids) => due.push(...ids));
  const own = await newJob();
  await newJob(otherId);
  await hear(userId, { isWatching: true });
  await hear(otherId);
  wakeTail();
  await vi.waitUntil(() => due.length > 0);
  const { queries } = tailFigures();
  await vi.waitUntil(() => tailFigures().queries > queries + 1, { timeout: 4_000 });
  expect(due).toEqual([own.id]);
});

test("jobs of a paused provider do not stand before those that may be asked about", async () => {
  const due: string[] = [];
  onDue((ids) => due.push(...ids));
  await db.sql`insert into provider_health (provider, paused_until) values ('astria', now() + interval '1 hour')`;
  for (let n = 0; n < 25; n++)
    await insertJob(db.sql, otherId, { providers: ["astria"], next_check_at: new Date(Date.now() - 60_000) });
  const { id } = await newJob();
  await hear(userId, { isWatching: true });
  await hear(otherId, { isWatching: true });
  wakeTail();
  await vi.waitUntil(() => due.length > 0);
  await db.sql`delete from provider_health`;
  expect(due).toEqual([id]);
});

test("one user has so many listeners and no more; whoever waits for one job is not counted", async () => {
  const hearings = await Promise.all(Array.from({ length: 20 }, () => hear(userId)));
  await expect(hear(userId)).rejects.toThrow(TooManyListeners);
  await hear(userId, { jobId: "00000000-0000-4000-8000-000000000000" });
  await hear(otherId);
  hearings[0]?.stop();
  await hear(userId);
});

test("all together have so many listeners and no more; those who wait for one job take no place, and are bounded for each", async () => {
  vi.stubEnv("PUSH_MAX", "2");
  vi.resetModules();
  const afresh = await import("../support/hear");
  const stay = (id: string) => afresh.hear(id);
  const wait = (id: string) => afresh.hear(id, { jobId: randomUUID() });
  const tooMany = "as many live connections";

  const waiting = await Promise.all(Array.from({ length: 100 }, () => wait(otherId)));
  await expect(wait(otherId)).rejects.toThrow(tooMany);
  await wait(userId);
  const own = await stay(userId);
  await stay(otherId);
  await expect(stay(randomUUID())).rejects.toThrow(tooMany);
  await wait(userId);
  waiting[0]?.stop();
  await expect(stay(randomUUID())).rejects.toThrow(tooMany);
  await wait(otherId);
  own.stop();
  await stay(randomUUID());
  vi.stubEnv("PUSH_MAX", undefined);
});

test("a session that has ended is told nothing, and one that ends while it listens is ended", async () => {
  const payload = JSON.parse(
    Buffer.from(session.accessToken.split(".")[1] ?? "", "base64url").toString(),
  ) as {
    session_id: string;
  };
  const hearing = await hear(otherId, { sessionId: payload.session_id });
  await hearing.isCaughtUp;
  expect(hearing.ended).toBeNull();
  const out = await fetch(`${db.url}/auth/v1/logout?scope=local`, {
    method: "POST",
    headers: { apikey: db.publishableKey, authorization: `Bearer ${session.accessToken}` },
  });
  expect(out.status).toBe(204);
  const now = performance.now.bind(performance);
  vi.spyOn(performance, "now").mockImplementation(() => now() + 25_000);
  await vi.waitUntil(() => hearing.ended !== null, { timeout: 4_000 });
  expect(hearing.ended).toBe("revoked");
  const again = await hear(otherId, { sessionId: payload.session_id });
  await again.isCaughtUp;
  expect(again.calls).toEqual(["end revoked"]);
});
