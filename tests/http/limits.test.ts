import { createCanvas } from "@napi-rs/canvas";
import { beforeEach, describe, expect, test, vi } from "vitest";
import type { Tried } from "@/lib/services/rates";
import { requireTry } from "@/lib/services/take-tries";
import { callRoute } from "../support/call-route";
import { interceptFetch } from "../support/intercept-fetch";
import { problem } from "../support/problem";
import { useWorld, type Person } from "../support/world";

const uploads = await import("@/app/api/uploads/route");
const jobs = await import("@/app/api/jobs/route");
const retry = await import("@/app/api/jobs/[id]/retry/route");

const world = useWorld({ env: { MAX_UPLOAD_MB: "10", MAX_ACTIVE_JOBS: "3" } });
const photo = createCanvas(8, 8).toBuffer("image/png");
const here = "203.0.113.7";

beforeEach(async () => {
  await world.db.sql`delete from rate_limits`;
});

const headersOf = ({ accessToken }: Pick<Person, "accessToken">, from: string) => ({
  authorization: `Bearer ${accessToken}`,
  "x-forwarded-for": from,
});

function upload(user: Person, from = here): Promise<Response> {
  const body = new FormData();
  body.append("file", new Blob([new Uint8Array(photo)], { type: "image/png" }), "a.png");
  return callRoute(uploads.POST, "/api/uploads", { method: "POST", headers: headersOf(user, from), body });
}

function create(user: Person, from = here): Promise<Response> {
  const body = JSON.stringify({ kind: "chat", input: { prompt: "Hello" } });
  return callRoute(jobs.POST, "/api/jobs", { method: "POST", headers: headersOf(user, from), body });
}

/** A body that says whether anybody began to read it. */
function watchedBody() {
  const seen = { isRead: false };
  const pull = (controller: ReadableStreamDefaultController): void => {
    seen.isRead = true;
    controller.close();
  };
  return { seen, init: { body: new ReadableStream({ pull }, { highWaterMark: 0 }), duplex: "half" } };
}

/** Leaves no try to them for a while. */
async function exhaust(tried: Tried, user: string | null, address: string | null): Promise<void> {
  await requireTry(tried, { user, address });
  await world.db.sql`update rate_limits set whole_at = now() + interval '1 hour'`;
}

test("500 uploads by one user: limited with 429 and Retry-After, and another user is not hindered", async () => {
  const [user, other] = await Promise.all([world.newUser(0), world.newUser(0)]);
  const beganAt = performance.now();
  const answers: Response[] = [];
  while (answers.length < 500)
    answers.push(...(await Promise.all(Array.from({ length: 10 }, () => upload(user)))));
  const refilled = Math.ceil((performance.now() - beganAt) / 2_000);

  const stored = answers.filter(({ status }) => status === 201);
  const refused = answers.filter(({ status }) => status === 429);
  expect(stored.length + refused.length).toBe(500);
  expect(stored.length).toBeGreaterThanOrEqual(120);
  expect(stored.length).toBeLessThanOrEqual(120 + refilled);
  for (const each of refused) expect(["1", "2"]).toContain(each.headers.get("retry-after"));
  const [last] = refused;
  expect(last && (await problem(last))).toMatchObject({
    code: "too_many_requests",
    detail: expect.stringMatching(/^Too many uploads in a short time\. Try again in (a second|2 seconds)\.$/),
  });
  const rows = await world.db.sql`select count(*)::int as n from uploads where user_id = ${user.id}`;
  expect(rows[0]?.["n"]).toBe(stored.length);
  expect((await upload(other)).status).toBe(201);
}, 120_000);

test("an upload too many is refused before its body is read", async () => {
  const user = await world.newUser(0);
  await exhaust("upload", user.id, null);
  const { seen, init } = watchedBody();
  const answer = await callRoute(uploads.POST, "/u", {
    method: "POST",
    headers: headersOf(user, here),
    ...init,
  });
  expect([answer.status, seen.isRead]).toEqual([429, false]);
});

describe("jobs", () => {
  test("are begun so often by one user, retries too, and another user is not hindered", async () => {
    const [user, other] = await Promise.all([world.newUser(0), world.newUser(0)]);
    const { job } = await world.newJob(
      { kind: "chat", pictures: 0, input: () => ({ prompt: "Hi" }) },
      { user },
    );
    await exhaust("job", user.id, null);
    const again = callRoute(retry.POST, "/r", {
      method: "POST",
      headers: headersOf(user, here),
      params: { id: job.id },
    });
    for (const answer of [await create(user), await again]) {
      expect(answer.headers.get("retry-after")).toMatch(/^\d+$/);
      expect(await problem(answer)).toMatchObject({ status: 429, code: "too_many_requests" });
    }
    expect((await create(other)).status).toBe(201);
  });

  test("are refused before their body is read", async () => {
    const user = await world.newUser(0);
    await exhaust("job", user.id, null);
    const { seen, init } = watchedBody();
    const answer = await callRoute(jobs.POST, "/j", {
      method: "POST",
      headers: headersOf(user, here),
      ...init,
    });
    expect([answer.status, seen.isRead]).toEqual([429, false]);
  });
});

test.each(["upload", "job"] as const)(
  "ever new users from one address are limited together (%s); another address is not hindered",
  async (tried) => {
    const user = await world.newUser(0);
    await exhaust(tried, null, here);
    const go = tried === "upload" ? upload : create;
    expect((await go(user)).status).toBe(429);
    expect((await go(user, "198.51.100.1")).status).toBe(201);
  },
);

test("pictures beyond the room for those that no job uses are refused with a sentence and the time to wait, and no file is stored", async () => {
  const user = await world.newUser(1);
  await world.db
    .sql`update uploads set bytes = 10 * 1024 * 1024, created_at = created_at - interval '20 hours'
    where user_id = ${user.id}`;
  const stored: string[] = [];
  interceptFetch(({ method, url }, send) => {
    if (method === "POST" && url.includes("/storage/v1/object")) stored.push(url);
    return send();
  });
  const answer = await upload(user);
  vi.restoreAllMocks();
  expect(stored).toEqual([]);
  expect(Number(answer.headers.get("retry-after"))).toBeGreaterThan(4 * 3_600 - 60);
  expect(Number(answer.headers.get("retry-after"))).toBeLessThanOrEqual(4 * 3_600);
  expect(await problem(answer)).toMatchObject({
    status: 429,
    code: "upload_quota",
    detail:
      "Pictures that no job uses may take up 10 MB together, and there is no room for this one. They are removed after a day.",
  });
  const rows = await world.db.sql`select count(*)::int as n from uploads where user_id = ${user.id}`;
  expect(rows[0]?.["n"]).toBe(1);
});
