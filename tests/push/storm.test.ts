import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { generator } from "@/sandbox/core/random";
import { useDatabase, type TestUser } from "../support/database";
import { providersAt, testSecrets } from "../support/world";
import { startClient, type Client, type Connect } from "./client";
import { prepareServers, type ServerProcess } from "./server-process";
import { bySocket } from "./socket-connection";
import { bySse } from "./sse-connection";
import { changeJobs, changes } from "./transitions";
import { Weather } from "./weather";

/** `STORM_SEED=9` makes another storm. */
const seed = Number(process.env["STORM_SEED"] ?? 12);
const userCount = 50;
/** By each transport. */
const clientsOfUser = 4;
const transitionsOfUser = 20;
const total = userCount * transitionsOfUser;
/** How often each client cuts its line itself, at most; servers that restart cut it twice besides. */
const cutsOfClient = 1;

const db = useDatabase(changes, true);
let apps: ServerProcess[] = [];
let gateways: ServerProcess[] = [];
let users: TestUser[] = [];
let clients: Client[] = [];

beforeAll(async () => {
  Object.assign(process.env, {
    SUPABASE_URL: db.url,
    SUPABASE_PUBLISHABLE_KEY: db.publishableKey,
    SUPABASE_SECRET_KEY: db.secretKey,
    APP_URL: "http://127.0.0.1:9",
    WEBHOOK_SECRET: testSecrets.webhook,
    ...providersAt("http://127.0.0.1:9"),
    LOG_LEVEL: "silent",
  });
  [apps, gateways, users] = await Promise.all([
    prepareServers("tests/push/app.ts", 2),
    prepareServers("tests/push/gateway-process.ts", 1),
    Promise.all(Array.from({ length: userCount }, () => db.createUser())),
  ]);
  await Promise.all([...apps, ...gateways].map((server) => server.start()));
}, 90_000);
afterAll(async () => {
  for (const client of clients) client.close();
  await Promise.all([...apps, ...gateways].map((server) => server.kill()));
});

test("through cut lines and two restarts of the servers and of the database, every client hears each of its events once, in order, and no other", async () => {
  const random = generator(seed, "storm");
  clients = users.flatMap((user, person) =>
    Array.from({ length: 2 * clientsOfUser }, (_, nth) => {
      const dice = generator(seed, "client", person, nth);
      const cuts = Array.from({ length: cutsOfClient }, () => 1 + Math.floor(dice() * transitionsOfUser));
      return startClient(user.id, connectionOf(nth, user.accessToken), dice, cuts);
    }),
  );
  const waiting = () => clients.filter((client) => !client.isConnected).length;
  await expect.poll(waiting, { timeout: 60_000 }).toBe(0);

  const startedAt = performance.now();
  const weather = new Weather(total);
  const changing = users.map(({ id }, person) => {
    const dice = generator(seed, "changes", person);
    return changeJobs(id, transitionsOfUser, { dice, weather, appUrl: () => appAt(Math.floor(dice() * 2)) });
  });
  const stops: number[] = [];
  const [one, other] = apps;
  await weather.bring([
    () => crash(one),
    () => restartDatabase("SIGKILL", random()),
    async () => void stops.push(...(await Promise.all([deploy(gateways[0]), deploy(other)]))),
    () => crash(gateways[0]),
    () => restartDatabase("SIGINT", random()),
    async () => {
      const [tookMs] = await Promise.all([deploy(one), crash(other)]);
      stops.push(tookMs);
    },
  ]);
  await Promise.all(changing);
  const changedAt = performance.now();
  const ledger = await db.sql<Array<{ id: string; user_id: string }>>`
    select id, user_id from job_events order by id`;
  expect(ledger).toHaveLength(total);

  const rowsOf = Map.groupBy(ledger, (row) => row.user_id);
  const idsOf = (client: Client) => rowsOf.get(client.userId)?.map(({ id }) => Number(id)) ?? [];
  const lacking = () => clients.filter((client) => client.updates.length < idsOf(client).length).length;
  await expect.poll(lacking, { timeout: 30_000 }).toBe(0);
  process.stdout.write(
    `STORM_SEED=${seed}: ${clients.length} clients, ${total} changes in ${Math.round(changedAt - startedAt)} ms, ` +
      `all heard ${Math.round(performance.now() - changedAt)} ms later, ${sum((client) => client.connections)} connections, ` +
      `${sum((client) => client.repeats)} repeats; told to, servers left after ${stops.map(Math.round).join(", ")} ms\n`,
  );
  for (const client of clients) {
    expect(client.refusals).toEqual([]);
    expect(inOrder(client.updates.map(({ id }) => id))).toEqual(idsOf(client));
    expect(client.updates.every(({ userId }) => userId === client.userId)).toBe(true);
    for (const ofJob of Map.groupBy(client.updates, ({ jobId }) => jobId).values()) {
      const ids = ofJob.map(({ id }) => id);
      expect(ids).toEqual(inOrder(ids));
    }
  }
  expect([...apps, ...gateways].flatMap(({ complaints }) => complaints)).toEqual([]);
}, 180_000);

const appAt = (nth: number): string => `http://127.0.0.1:${apps[nth % 2]?.port}/`;

/** Half of a user's clients by each transport. */
function connectionOf(nth: number, accessToken: string): Connect {
  return nth < clientsOfUser
    ? bySse(appAt(nth), accessToken)
    : bySocket(`ws://127.0.0.1:${gateways[0]?.port}/ws/status`, accessToken);
}

function sum(of: (client: Client) => number): number {
  return clients.reduce((all, client) => all + of(client), 0);
}

function inOrder(ids: readonly number[]): number[] {
  return ids.toSorted((a, b) => a - b);
}

async function restartDatabase(signal: "SIGKILL" | "SIGINT", chance: number): Promise<void> {
  await db.kill(signal);
  await sleep(chance * 1_000);
  await db.restart();
}

async function crash(server: ServerProcess | undefined): Promise<void> {
  await server?.kill();
  await server?.start();
}

/** How long it took to leave, in milliseconds. */
async function deploy(server: ServerProcess | undefined): Promise<number> {
  const end = await server?.stop();
  expect(end?.code).toBe(0);
  await server?.start();
  return end?.tookMs ?? 0;
}
