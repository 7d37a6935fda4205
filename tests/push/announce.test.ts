import { Redis } from "ioredis";
import { afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { StatusUpdate } from "@/lib/jobs/status-update";
import { Announcer } from "@/lib/push/announcer";
import { publisherOptions, subscriberOptions } from "@/lib/push/redis";
import { stubAppOf } from "../database/app-of";
import { insertJob } from "../database/rows";
import { useDatabase } from "../support/database";
import { withRedis } from "../support/redis";
import { startRedis, type RedisServer } from "../support/redis-server";

withRedis(() => {
  const db = useDatabase();
  let server: RedisServer;
  let userId: string;
  let clients: Redis[] = [];
  let ears: Redis;
  /** What was heard on the channel of everybody's updates. */
  let heard: StatusUpdate[];

  beforeAll(async () => {
    stubAppOf(db);
    userId = (await db.createUser()).id;
    server = await startRedis();
    return () => server.stop();
  });

  beforeEach(async () => {
    await db.sql`delete from jobs`;
    await db.sql`select take_announcements('{}', 0, 0)`;
    heard = [];
    ears = connect(subscriberOptions);
    ears.on("message", (_channel, message) => heard.push(StatusUpdate.parse(JSON.parse(message))));
    await ears.subscribe("generation:status-updates");
  });

  afterEach(() => {
    for (const client of clients) client.disconnect();
    clients = [];
  });

  function connect(options: object): Redis {
    const client = new Redis(server.url, options);
    client.on("error", () => undefined);
    clients.push(client);
    return client;
  }

  /** Soon over, for whoever waits for that; else longer than the slowest machine takes. */
  const leaseMs = 300;
  /** What Redis does not answer for in time is published again: here the slowest machine is in time. */
  const patiently = { ...publisherOptions, commandTimeout: 30_000 };
  const announcer = (redis = connect(patiently), forMs = 60_000) => new Announcer(redis, forMs);

  /** Writes so many events of a job in one transaction; their ids. */
  async function write(
    jobId: string,
    count = 1,
    status = "processing",
    type = "progress",
  ): Promise<number[]> {
    const written = await db.sql<Array<{ id: string }>>`
      insert into job_events (job_id, user_id, type, status, progress, attempt, source)
      select ${jobId}, ${userId}, ${type}, ${status}, n % 100, 1, 'step' from generate_series(1, ${count}) as n
      returning id`;
    return written.map(({ id }) => Number(id));
  }

  /** A job of its own for each: no update replaces another. */
  async function writeOfMany(jobs: number): Promise<number[]> {
    const ids: number[] = [];
    for (let n = 0; n < jobs; n++) ids.push(...(await write(await insertJob(db.sql, userId))));
    return ids;
  }

  const idsHeard = () => heard.map(({ id }) => id);
  const unannounced = async () => Number((await db.sql`select count(*) as n from announcements`)[0]?.["n"]);

  test("what is committed is published once and in order, whoever announces and however many do", async () => {
    const ids = await writeOfMany(30);
    await announcer().announce();
    expect(await unannounced()).toBe(0);
    await expect.poll(idsHeard).toEqual(ids);
    const more = await writeOfMany(60);
    await Promise.all([announcer(), announcer(), announcer()].map((one) => one.announce()));
    await expect.poll(() => idsHeard().length).toBe(90);
    expect(
      idsHeard()
        .slice(30)
        .toSorted((a, b) => a - b),
    ).toEqual(more);
    expect(await unannounced()).toBe(0);
  });

  test("an update says what the ledger does, under the ledger's id", async () => {
    const jobId = await insertJob(db.sql, userId, { kind: "sora" });
    const [id] = await write(jobId, 1, "failed", "failed");
    await announcer().announce();
    await expect.poll(() => heard.length).toBe(1);
    expect(heard[0]).toMatchObject({
      id,
      jobId,
      generationId: jobId,
      userId,
      type: "sora",
      status: "failed",
      event: "failed",
    });
  });

  test("of many updates of one job few go out, the latest among them, and a change of status always does", async () => {
    const jobId = await insertJob(db.sql, userId);
    const [created] = await write(jobId, 1, "pending", "created");
    const progress = await write(jobId, 1000);
    const publishing = announcer();
    await publishing.announce();
    const [completed] = await write(jobId, 1, "completed", "completed");
    await publishing.announce();
    await expect.poll(() => idsHeard().at(-1)).toBe(completed);
    expect(idsHeard()).toEqual(idsHeard().toSorted((a, b) => a - b));
    expect(idsHeard().slice(0, 2)).toEqual([created, progress[0]]);
    expect(idsHeard().at(-2)).toBe(progress.at(-1));
    expect(idsHeard().length).toBeLessThan(12);
    expect(await unannounced()).toBe(0);
  });

  test("a Redis that is killed takes nothing with it: all is published once it is back, and nobody waits meanwhile", async () => {
    // It comes back when the test says so: not before those who listen.
    const redis = connect({ ...publisherOptions, retryStrategy: () => null });
    const publishing = announcer(redis, leaseMs);
    const before = await writeOfMany(5);
    await publishing.announce();
    await server.kill();
    const during = await writeOfMany(5);
    const begun = performance.now();
    await publishing.announce();
    expect(performance.now() - begun).toBeLessThan(500);
    await server.restart();
    await expect.poll(() => ears.status).toBe("ready");
    await redis.connect();
    await expect.poll(() => new Set(idsHeard())).toEqual(new Set([...before, ...during]));
    await expect.poll(unannounced).toBe(0);
  });

  test("a Redis that is stopped keeps nobody for longer than half a second, and is told everything once it goes on", async () => {
    const publishing = announcer(connect(publisherOptions), leaseMs);
    const before = await writeOfMany(3);
    await publishing.announce();
    server.freeze();
    const during = await writeOfMany(3);
    const begun = performance.now();
    await publishing.announce();
    expect(performance.now() - begun).toBeLessThan(500);
    server.thaw();
    await expect.poll(() => new Set(idsHeard())).toEqual(new Set([...before, ...during]));
    await expect.poll(unannounced).toBe(0);
  });

  test("what one process had taken when it was killed is published by another", async () => {
    const ids = await writeOfMany(2);
    await db.sql`select take_announcements('{}', 10, ${leaseMs})`;
    const publishing = announcer();
    await expect
      .poll(async () => {
        await publishing.announce();
        return idsHeard();
      })
      .toEqual(ids);
  });
});
