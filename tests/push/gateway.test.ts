import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { WebSocket as Client } from "ws";
import { createClient } from "@supabase/supabase-js";
import { startGateway, type Gateway } from "@/lib/push/gateway/gateway";
import { wakeTail } from "@/lib/push/tail";
import { makeTicket } from "@/lib/services/make-ticket";
import { stubAppOf } from "../database/app-of";
import { insertJob } from "../database/rows";
import { useDatabase, type TestUser } from "../support/database";
import { addEvent, eventIds } from "../support/ledger-rows";
import { signToken } from "../support/sign-token";
import { openSocket, refusal, type Talk } from "../support/status-socket";

const db = useDatabase();
let gateway: Gateway;
let url: string;
let alice: TestUser;
let bob: TestUser;

beforeAll(async () => {
  stubAppOf(db);
  gateway = await startGateway({ port: 0, host: "127.0.0.1" });
  url = `ws://127.0.0.1:${gateway.port}/ws/status`;
});
afterAll(() => gateway?.stop());

beforeEach(async () => {
  [alice, bob] = [await db.createUser(), await db.createUser()];
});

const as = ({ accessToken }: TestUser) => ({ headers: { authorization: `Bearer ${accessToken}` } });
const newJob = async ({ id }: TestUser) => ({ id: await insertJob(db.sql, id), userId: id });
const ids = ({ updates }: Talk) => updates.map(({ payload }) => payload.id);

test("a client hears its user's events and nobody else's, in their order", async () => {
  const [own, foreign] = [await newJob(alice), await newJob(bob)];
  const talk = await openSocket(new Client(url, as(alice)));
  await addEvent(db.sql, foreign, { type: "completed", status: "completed" });
  await addEvent(db.sql, own, { type: "stage", progress: 10 });
  await addEvent(db.sql, own, { type: "completed", status: "completed", progress: 100 });
  wakeTail();
  await expect.poll(() => ids(talk)).toEqual(await eventIds(db.sql, [own.id]));
  expect(talk.updates.at(-1)).toMatchObject({
    type: "status_update",
    payload: {
      generationId: own.id,
      jobId: own.id,
      userId: alice.id,
      status: "completed",
      metadata: { resultUrls: [] },
    },
  });
  talk.client.close();
});

test("whoever was cut hears what was missed, once, and then what follows", async () => {
  const job = await newJob(alice);
  const first = await openSocket(new Client(url, as(alice)));
  await addEvent(db.sql, job, { type: "stage", progress: 1 });
  wakeTail();
  await expect.poll(() => first.updates.length).toBe(1);
  first.client.terminate();
  await addEvent(db.sql, job, { type: "saved", progress: 2 });
  const second = await openSocket(new Client(`${url}?since=${first.cursor()}`, as(alice)));
  await addEvent(db.sql, job, { type: "completed", status: "completed", progress: 3 });
  wakeTail();
  await expect.poll(() => [...ids(first), ...ids(second)]).toEqual(await eventIds(db.sql, [job.id]));
  second.client.close();
});

test("a ticket opens one connection, as whoever asked for it", async () => {
  const { ticket } = await makeTicket(alice);
  const job = await newJob(alice);
  const talk = await openSocket(new Client(`${url}?ticket=${ticket}`));
  expect(await refusal(new Client(`${url}?ticket=${ticket}`))).toMatchObject({
    status: 401,
    code: "unauthorized",
  });
  await addEvent(db.sql, job);
  wakeTail();
  await expect.poll(() => talk.updates[0]?.payload.userId).toBe(alice.id);
  talk.client.close();
});

test("an access token that has run out opens nothing, and one that runs out closes what it opened", async () => {
  const now = Math.floor(Date.now() / 1_000);
  const of = (expiresAt: number) => as({ ...alice, accessToken: signToken(alice.id, expiresAt) });
  expect(await refusal(new Client(url, of(now - 5)))).toMatchObject({ status: 401, code: "unauthorized" });
  const { closed } = await openSocket(new Client(url, of(now + 2)));
  expect(await closed).toBe(4401);
});

test.each([
  ["a token that nobody signed", "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ4In0.c2lnbmF0dXJl"],
  ["something else", "nonsense"],
])("%s opens nothing", async (_what, token) => {
  const client = new Client(url, { headers: { authorization: `Bearer ${token}` } });
  expect(await refusal(client)).toMatchObject({ status: 401, code: "unauthorized" });
});

test.each(["nonsense", "-5", "9".repeat(600), "000000000000.zzzzzzzz-0"])(
  "the cursor %s is refused, and nothing is kept",
  async (since) => {
    const client = new Client(`${url}?since=${since}`, as(alice));
    expect(await refusal(client)).toMatchObject({ status: 400, code: "invalid_cursor" });
    expect(gateway.connections).toBe(0);
  },
);

test("a user has at most twenty connections, and the next is told to wait", async () => {
  const talks = [];
  for (let n = 0; n < 20; n++) talks.push(await openSocket(new Client(url, as(alice))));
  expect(await refusal(new Client(url, as(alice)))).toMatchObject({
    status: 429,
    code: "too_many_listeners",
  });
  talks.push(await openSocket(new Client(url, as(bob))));
  for (const { client } of talks) client.close();
  await expect.poll(() => gateway.connections).toBe(0);
});

test("a session that has ended opens nothing", async () => {
  const supabase = createClient(db.url, db.publishableKey, { auth: { persistSession: false } });
  const { ticket } = await makeTicket(alice);
  const { error } = await supabase.auth.admin.signOut(alice.accessToken, "local");
  expect(error).toBeNull();
  expect(await refusal(new Client(`${url}?ticket=${ticket}`))).toMatchObject({ status: 401 });
});
