import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import type { Generation } from "@/lib/contracts/generation";
import { callRoute } from "../support/call-route";
import type { TestUser } from "../support/database";
import { problem } from "../support/problem";
import { useWorld } from "../support/world";

const list = await import("@/app/api/v1/generations/route");
const item = await import("@/app/api/v1/generations/[id]/route");
const world = useWorld();

const kinds = ["sora", "product_card", "chat", "photoshoot"];
const statuses = ["pending", "processing", "completed", "failed", "canceled"];
let owner: TestUser;
let stranger: TestUser;

/** 10,000 jobs, one a minute backwards from noon, of every kind and status; and some of somebody else's. */
beforeAll(async () => {
  [owner, stranger] = [await world.db.createUser(), await world.db.createUser()];
  const { sql } = world.db;
  const insert = (userId: string, count: number) => sql`
    insert into jobs (user_id, kind, status, input, input_hash, engines, created_at, deadline_at, next_check_at, completed_at, error)
    select ${userId}, (${kinds}::text[])[1 + n % 4], s.status, '{"prompt":"A lighthouse","style":"clean","title":"Ada"}', 'x',
           '{}', '2026-11-21T12:00:00Z'::timestamptz - n * interval '1 minute', now() + interval '1 day',
           case when s.status in ('pending', 'processing') then now() + interval '1 day' end,
           case when s.status in ('completed', 'failed', 'canceled') then now() end,
           case when s.status = 'failed' then '{"code":"x","message":"It <b>broke</b>.","retryable":false,"charged":null}'::jsonb end
      from generate_series(0, ${count - 1}) as n
     cross join lateral (select (${statuses}::text[])[1 + (n / 7) % 5] as status) as s`;
  await insert(owner.id, 10_000);
  await insert(stranger.id, 50);
}, 60_000);

interface Page {
  success: boolean;
  data: { items: Generation[]; total: number; limit: number; offset: number };
}

async function page(query: Record<string, string | number>, user = owner): Promise<Page["data"]> {
  const search = new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)]));
  const response = await call(`?${search}`, user);
  expect(response.status).toBe(200);
  const body = (await response.json()) as Page;
  expect(body.success).toBe(true);
  return body.data;
}

const call = (search: string, user = owner) =>
  callRoute(list.GET, `/api/v1/generations${search}`, {
    headers: { authorization: `Bearer ${user.accessToken}` },
  });

describe("with 10,000 jobs", () => {
  test.each<[Record<string, string>, string]>([
    [{}, "true"],
    [{ status: "failed" }, "status = 'failed'"],
    [{ type: "product_card" }, "kind = 'product_card'"],
    [{ startDate: "2026-11-20T00:00:00Z" }, "created_at >= '2026-11-20T00:00:00Z'"],
    [{ endDate: "2026-11-18T06:30:00.000Z" }, "created_at <= '2026-11-18T06:30:00Z'"],
    [{ startDate: "2026-11-19", endDate: "2026-11-19" }, "created_at::date = '2026-11-19'"],
    [{ startDate: "2026-11-19T12:00:00+02:00" }, "created_at >= '2026-11-19T10:00:00Z'"],
    [{ startDate: "2026-11-21T12:00:01Z" }, "false"],
    [
      {
        status: "completed",
        type: "sora",
        startDate: "2026-11-17T00:00:00Z",
        endDate: "2026-11-20T23:00:00Z",
      },
      "status = 'completed' and kind = 'sora' and created_at between '2026-11-17T00:00:00Z' and '2026-11-20T23:00:00Z'",
    ],
  ])("the total of %o is a plain count", async (query, where) => {
    const rows = await world.db.sql.unsafe(
      `select count(*)::int as count from jobs where user_id = '${owner.id}' and ${where}`,
    );
    const { total, items } = await page(query);
    expect(total).toBe(rows[0]?.["count"]);
    expect(items).toHaveLength(Math.min(50, total));
  });

  test("the pages of a filter are all its jobs, newest first, each once", async () => {
    const query = { status: "completed", type: "chat" };
    const { total } = await page(query);
    const seen: Generation[] = [];
    for (let offset = 0; offset < total; offset += 100) {
      const { items } = await page({ ...query, limit: 100, offset });
      seen.push(...items);
    }
    expect(new Set(seen.map((each) => each.id)).size).toBe(total);
    expect(seen.every((each) => each.status === "completed" && each.type === "chat")).toBe(true);
    const times = seen.map((each) => each.createdAt);
    expect(times).toEqual(times.toSorted().toReversed());
  });

  test("a page past the end is empty, and still says how many there are", async () => {
    expect(await page({ offset: 10_000 })).toEqual({ items: [], total: 10_000, limit: 50, offset: 10_000 });
    expect((await page({ offset: 9_990, limit: 100 })).items).toHaveLength(10);
  });
});

test("an item has the documented fields, and the same in the list and by itself", async () => {
  const { items } = await page({ status: "failed", type: "product_card", limit: 1 });
  const [first] = items;
  expect(first).toEqual({
    id: expect.any(String),
    userId: owner.id,
    type: "product_card",
    status: "failed",
    prompt: "Product card: clean. A lighthouse",
    resultUrls: [],
    tokensUsed: null,
    createdAt: expect.stringMatching(/^2026-.*Z$/),
    updatedAt: expect.any(String),
    startedAt: null,
    completedAt: expect.any(String),
    errorMessage: "It <b>broke</b>.",
  });
  const one = await byId(first?.id ?? "");
  expect(await one.json()).toEqual({ success: true, data: first });
});

const byId = (id: string, user = owner) =>
  callRoute(item.GET, `/api/v1/generations/${id}`, {
    headers: { authorization: `Bearer ${user.accessToken}` },
    params: { id },
  });

test("nobody sees, counts or opens another's", async () => {
  expect((await page({}, stranger)).total).toBe(50);
  const [mine] = (await page({ limit: 1 })).items;
  const [theirs, none] = await Promise.all([byId(mine?.id ?? "", stranger), byId(randomUUID(), stranger)]);
  expect(theirs.status).toBe(404);
  expect(await theirs.text()).toBe(await none.text());
});

test.each([
  "?startDate=yesterday",
  "?endDate=2026-13-01",
  "?startDate=2026-02-30",
  "?startDate=1",
  "?limit=0",
  "?limit=101",
  "?limit=ten",
  "?limit=1.5",
  "?offset=-1",
  "?offset=x",
  "?status=done",
  "?type=song",
])("%s is 400", async (search) => {
  expect(await problem(await call(search))).toMatchObject({ status: 400 });
});

test("without a session it is 401", async () => {
  expect((await callRoute(list.GET, "/api/v1/generations")).status).toBe(401);
});
