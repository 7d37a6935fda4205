import { beforeAll, expect, test } from "vitest";
import { sessionOf } from "@/lib/db/session";
import { spendTicket } from "@/lib/db/ws-tickets";
import { makeTicket } from "@/lib/services/make-ticket";
import { stubAppOf } from "../database/app-of";
import { callRoute } from "../support/call-route";
import { useDatabase, type TestUser } from "../support/database";

const { POST } = await import("@/app/api/ws-ticket/route");

const db = useDatabase();
beforeAll(() => stubAppOf(db));

/** Makes every ticket so many seconds older. */
const age = (seconds: number) =>
  db.sql`update ws_tickets set expires_at = expires_at - ${`${seconds} s`}::interval`;

async function ask(user: TestUser): Promise<{ ticket: string; expiresAt: string }> {
  const headers = { authorization: `Bearer ${user.accessToken}` };
  const answer = await callRoute(POST, "/api/ws-ticket", { method: "POST", headers });
  expect(answer.status).toBe(200);
  expect(answer.headers.get("cache-control")).toBe("no-store");
  return answer.json() as Promise<{ ticket: string; expiresAt: string }>;
}

test("a ticket is good for a minute, and for its user, session and token's life", async () => {
  const user = await db.createUser();
  const { ticket, expiresAt } = await ask(user);
  const leftMs = Date.parse(expiresAt) - Date.now();
  expect(leftMs).toBeGreaterThan(50_000);
  expect(leftMs).toBeLessThanOrEqual(60_000);
  const session = sessionOf(user.accessToken);
  expect(session.id).not.toBeNull();
  expect(await spendTicket(ticket)).toEqual({
    userId: user.id,
    sessionId: session.id,
    endsAt: session.expiresAt,
  });
});

test("of ten who come with one ticket at once, one is let in", async () => {
  const { ticket } = await makeTicket(await db.createUser());
  const spent = await Promise.all(Array.from({ length: 10 }, () => spendTicket(ticket)));
  expect(spent.filter((identity) => identity !== null)).toHaveLength(1);
});

test("a ticket that is a minute old is none", async () => {
  const { ticket } = await makeTicket(await db.createUser());
  await age(60);
  expect(await spendTicket(ticket)).toBeNull();
});

test("a ticket is none once the token that it was asked for with has run out", async () => {
  const { ticket } = await makeTicket(await db.createUser());
  await db.sql`update ws_tickets set ends_at = now() - interval '1 s'`;
  expect(await spendTicket(ticket)).toBeNull();
});

test("no ticket can be made from what the database keeps, and old ones are not kept", async () => {
  await age(61);
  const { ticket } = await makeTicket(await db.createUser());
  const rows = await db.sql<Array<{ hash: string }>>`select * from ws_tickets`;
  expect(rows).toHaveLength(1);
  expect(JSON.stringify(rows)).not.toContain(ticket);
});

test("a user has at most twenty tickets: the newest", async () => {
  const [user, other] = [await db.createUser(), await db.createUser()];
  const kept = await makeTicket(other);
  const tickets = [];
  for (let i = 0; i < 22; i++) tickets.push((await makeTicket(user)).ticket);
  const spent = [];
  for (const ticket of tickets) spent.push((await spendTicket(ticket)) !== null);
  expect(spent).toEqual([false, false, ...Array.from({ length: 20 }, () => true)]);
  expect(await spendTicket(kept.ticket)).not.toBeNull();
});

test.each([
  ["nobody", {}],
  ["a session from another site", { cookie: "x=y", "sec-fetch-site": "cross-site" }],
])("%s is given no ticket", async (_who, headers) => {
  const answer = await callRoute(POST, "/api/ws-ticket", { method: "POST", headers });
  expect(answer.status).toBe(401);
});
