import { Redis } from "ioredis";
import { afterEach, beforeAll, expect, test, vi } from "vitest";
import { StatusUpdate } from "@/lib/jobs/status-update";
import { allUpdates } from "@/lib/push/status-message";
import { startWakeUps } from "@/lib/push/wake-by-redis";
import { stubAppOf } from "../database/app-of";
import { insertJob } from "../database/rows";
import { useDatabase, type TestUser } from "../support/database";
import { withRedis } from "../support/redis";
import { startRedis, type RedisServer } from "../support/redis-server";
import { startClient, type Client } from "./client";
import { prepareServers, type ServerProcess } from "./server-process";
import { bySse } from "./sse-connection";

const wakeTail = vi.hoisted(() => vi.fn<() => void>());
vi.mock("@/lib/push/tail", () => ({ wakeTail }));

const db = useDatabase();
let apps: ServerProcess[] = [];
let clients: Client[] = [];
let user: TestUser;
/** The ids of what was written to the ledger. */
let written: number[] = [];

beforeAll(async () => {
  stubAppOf(db);
  vi.stubEnv("REDIS_URL", undefined);
  apps = await prepareServers("tests/push/app.ts", 2);
}, 60_000);
afterEach(async () => {
  for (const client of clients) client.close();
  await Promise.all(apps.map((app) => app.kill()));
});

const addressOf = (app: ServerProcess | undefined): string => `http://127.0.0.1:${app?.port}/`;

/** Two processes, and a listener of the same user at each. */
async function startListening(): Promise<void> {
  await Promise.all(apps.map((app) => app.start()));
  user = await db.createUser();
  written = [];
  clients = apps.map((app) => startClient(user.id, bySse(addressOf(app), user.accessToken), Math.random, []));
  await expect.poll(() => clients.every((client) => client.isConnected)).toBe(true);
}

/** Has one of the two write to the ledger, and says when it has. */
async function write(nth: number): Promise<void> {
  const job = await insertJob(db.sql, user.id);
  const answer = await fetch(`${addressOf(apps[nth % 2])}?job=${job}&user=${user.id}`, { method: "POST" });
  expect(answer.status).toBe(200);
  const [row] = await db.sql<Array<{ id: string }>>`select id from job_events where job_id = ${job}`;
  written.push(Number(row?.id));
}

/** How often one of the two has read the ledger. */
async function looksOf(nth: number): Promise<number> {
  const answer = await fetch(addressOf(apps[nth % 2]), { method: "PUT" });
  return ((await answer.json()) as { queries: number }).queries;
}

const heard = () => clients.map(({ updates }) => updates.map(({ id }) => id));

/** Each listener has heard of all that was written, in order. */
const untilAllHeard = () => expect.poll(heard, { interval: 10 }).toEqual([written, written]);

test("two processes that have no Redis tell each other within one interval", async () => {
  await startListening();
  for (let nth = 0; nth < 4; nth++) {
    await write(nth);
    // Whatever the other one is looking at already, and the look after that; one more may have begun since.
    const before = await looksOf(nth + 1);
    await untilAllHeard();
    expect((await looksOf(nth + 1)) - before).toBeLessThanOrEqual(2);
  }
  expect(apps.flatMap(({ complaints }) => complaints)).toEqual([]);
});

withRedis(() => {
  let server: RedisServer;

  beforeAll(async () => {
    server = await startRedis();
    vi.stubEnv("REDIS_URL", server.url);
    return () => server.stop();
  });

  function connect(): Redis {
    const redis = new Redis(server.url);
    redis.on("error", () => undefined);
    return redis;
  }

  test("a message of any process wakes the tail, and so does a connection that is back; once ended, it listens no more", async () => {
    const end = startWakeUps();
    await expect.poll(() => wakeTail.mock.calls.length).toBe(1);
    const redis = connect();
    const update = { generationId: "g", userId: "u", type: "chat", status: "pending", timestamp: 1 };
    const publish = () => redis.publish(allUpdates, JSON.stringify(update));
    await expect.poll(publish).toBe(1);
    await expect.poll(() => wakeTail.mock.calls.length).toBe(2);
    await server.kill();
    await server.restart();
    await expect.poll(() => wakeTail.mock.calls.length).toBe(3);
    await expect.poll(publish).toBe(1);
    await expect.poll(() => wakeTail.mock.calls.length).toBe(4);
    end();
    await expect.poll(publish).toBe(0);
    redis.disconnect();
  });

  test("where it may not subscribe at first, it does so once it may", async () => {
    const redis = connect();
    await redis.acl("SETUSER", "default", "resetchannels");
    const end = startWakeUps();
    const refused = async () =>
      /cmdstat_subscribe:.*rejected_calls=([1-9])/.test(await redis.info("commandstats"));
    await expect.poll(refused).toBe(true);
    await redis.acl("SETUSER", "default", "allchannels");
    await expect.poll(async () => (await redis.pubsub("NUMSUB", allUpdates))[1]).toBe(1);
    end();
    redis.disconnect();
  });

  test("listeners at two processes hear all, and nobody who writes fails, while their Redis is killed, started again, and stopped", async () => {
    await startListening();
    const redis = connect();
    const subscribed = async () => (await redis.pubsub("NUMSUB", allUpdates))[1];
    const published: number[] = [];
    const ears = connect();
    ears.on("message", (_channel, message) => published.push(StatusUpdate.parse(JSON.parse(message)).id));
    await ears.subscribe(allUpdates);
    const unannounced = async () => (await db.sql`select 1 from announcements`).length;
    const writeSome = async () => {
      for (let nth = 0; nth < 6; nth++) await write(nth);
      await untilAllHeard();
    };
    await expect.poll(subscribed).toBe(3);
    await writeSome();
    // The very first one too. Where Redis answers late nobody knows whether one arrived, and it is published again.
    await expect.poll(() => [...new Set(published)].toSorted((a, b) => a - b)).toEqual(written);
    await server.kill();
    await writeSome();
    await server.restart();
    await writeSome();
    await expect.poll(subscribed).toBe(3);
    await expect.poll(unannounced).toBe(0);
    server.freeze();
    await writeSome();
    server.thaw();
    await writeSome();
    await expect.poll(unannounced).toBe(0);
    expect(clients.map(({ connections, repeats }) => [connections, repeats])).toEqual([
      [1, 0],
      [1, 0],
    ]);
    expect(apps.flatMap(({ complaints }) => complaints)).toEqual([]);
    for (const each of [redis, ears]) each.disconnect();
  }, 180_000);
});
