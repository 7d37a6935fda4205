import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, test } from "vitest";
import type { JobEventView } from "@/lib/jobs/job-view";
import { isTerminal } from "@/lib/jobs/status";
import type { JobView } from "@/lib/jobs/job-view";
import { afterResponses, callRoute } from "../support/call-route";
import { problem } from "../support/problem";
import { useWorld } from "../support/world";

const jobs = await import("@/app/api/jobs/route");
const oneJob = await import("@/app/api/jobs/[id]/route");
const retry = await import("@/app/api/jobs/[id]/retry/route");
const events = await import("@/app/api/jobs/[id]/events/route");
const artifact = await import("@/app/api/jobs/[id]/artifacts/[name]/route");
const world = useWorld();

let user: Awaited<ReturnType<typeof world.newUser>>;
beforeEach(async () => {
  user = await world.newUser();
});

const auth = (extra: Record<string, string> = {}) => ({
  authorization: `Bearer ${user.accessToken}`,
  ...extra,
});
const input = () => ({ title: "Autumn", subject: "woman", images: user.images });

function create(body: unknown, headers: Record<string, string> = {}): Promise<Response> {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  return callRoute(jobs.POST, "/api/jobs", { method: "POST", headers: auth(headers), body: text });
}

function get(id: string, headers: Record<string, string> = {}, query = ""): Promise<Response> {
  return callRoute(oneJob.GET, `/api/jobs/${id}${query}`, { headers: auth(headers), params: { id } });
}

async function countJobs(): Promise<number> {
  const rows = await world.db.sql`select count(*)::int as n from jobs where user_id = ${user.id}`;
  return Number(rows[0]?.["n"]);
}

describe("creating a job", () => {
  test("is 201 with its Location, and the same key and body give the same job with 200", async () => {
    const key = { "idempotency-key": randomUUID() };
    const first = await create({ kind: "photoshoot", input: input() }, key);
    const job = (await first.json()) as JobView;
    expect(first.status).toBe(201);
    expect(first.headers.get("location")).toBe(`/api/jobs/${job.id}`);
    const again = await create({ input: input(), kind: "photoshoot" }, key);
    expect([again.status, ((await again.json()) as JobView).id]).toEqual([200, job.id]);
    const other = await create({ kind: "photoshoot", input: { ...input(), title: "Winter" } }, key);
    expect(await problem(other)).toMatchObject({ status: 409, code: "idempotency_conflict" });
    expect(await countJobs()).toBe(1);
  });

  test("ten at once with one key make one job", async () => {
    const key = { "idempotency-key": randomUUID() };
    const all = await Promise.all(
      Array.from({ length: 10 }, () => create({ kind: "photoshoot", input: input() }, key)),
    );
    expect(all.map((each) => each.status).toSorted()).toEqual([...Array<number>(9).fill(200), 201]);
    expect(await countJobs()).toBe(1);
  });

  test("past the limit of active jobs is 429 with Retry-After, also when thirty race for the last places", async () => {
    const all = await Promise.all(
      Array.from({ length: 30 }, () => create({ kind: "photoshoot", input: input() })),
    );
    expect(all.filter((each) => each.status === 201)).toHaveLength(20);
    const refused = all.find((each) => each.status !== 201) ?? Response.error();
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(await problem(refused)).toMatchObject({ status: 429, code: "too_many_active_jobs" });
    expect(await countJobs()).toBe(20);
  });
});

const cursor = (createdAt: string) =>
  Buffer.from(JSON.stringify({ createdAt, id: "00000000-0000-4000-8000-000000000000" })).toString(
    "base64url",
  );

describe("bad input is a clear problem, and nothing is written", () => {
  const bad: Array<[string, () => unknown, string]> = [
    ["corrupt JSON", () => '{"kind": "photo', "invalid_json"],
    ["no object", () => "[]", "invalid_body"],
    ["an unknown kind", () => ({ kind: "hologram", input: {} }), "unknown_kind"],
    [
      "too few pictures",
      () => ({ kind: "photoshoot", input: { ...input(), images: user.images.slice(1) } }),
      "invalid_input",
    ],
    [
      "too many pictures",
      () => ({ kind: "photoshoot", input: { ...input(), images: Array(21).fill("x") } }),
      "invalid_input",
    ],
    [
      "an unknown subject",
      () => ({ kind: "photoshoot", input: { ...input(), subject: "robot" } }),
      "invalid_input",
    ],
    ["an unknown field", () => ({ kind: "photoshoot", input: { ...input(), admin: true } }), "invalid_input"],
    ["lists inside each other", () => "[".repeat(5_000) + "]".repeat(5_000), "invalid_json"],
    [
      "lists inside each other as its input",
      () => `{"kind":"chat","input":{"prompt":${"[".repeat(50_000)}${"]".repeat(50_000)}}}`,
      "invalid_json",
    ],
    [
      "a prompt that nobody can see",
      () => ({ kind: "chat", input: { prompt: "\u200b\u2060" } }),
      "invalid_input",
    ],
    ["no title", () => ({ kind: "photoshoot", input: { ...input(), title: "  " } }), "invalid_input"],
    [
      "NUL in the title",
      () => ({ kind: "photoshoot", input: { ...input(), title: "a\u0000b" } }),
      "invalid_input",
    ],
    [
      "half a character in the style",
      () => ({ kind: "photoshoot", input: { ...input(), style: "a\ud800b" } }),
      "invalid_input",
    ],
    [
      "a path outside",
      () => ({ kind: "photoshoot", input: { ...input(), images: ["../a", "b", "c", "d"] } }),
      "invalid_input",
    ],
  ];
  test.each(bad)("%s", async (_name, body, code) => {
    const response = await create(body());
    expect(await problem(response)).toMatchObject({ status: 400, code });
    expect(await countJobs()).toBe(0);
  });

  test.each([
    "limit=-1",
    "limit=0",
    "limit=101",
    "limit=x",
    "status=odd",
    "from=yesterday",
    "kind=hologram",
    "cursor=%00",
    `cursor=${cursor("0000-01-01T00:00:00.000Z")}`,
    `cursor=${cursor("2026-11-22T10:00:00.000+23:59")}`,
    "status=failed&status=completed",
  ])("a list with %s", async (query) => {
    const response = await callRoute(jobs.GET, `/api/jobs?${query}`, { headers: auth() });
    expect(await problem(response)).toMatchObject({ status: 400 });
  });

  test("an unknown id and a malformed uuid are 404", async () => {
    expect(await problem(await get(randomUUID()))).toMatchObject({ status: 404, code: "not_found" });
    expect(await problem(await get("12"))).toMatchObject({ status: 404, code: "not_found" });
  });
});

describe("reading a job", () => {
  test("answers 304 while the record is unchanged, and at once with ?wait when it changes", async () => {
    const job = (await (await create({ kind: "photoshoot", input: input() })).json()) as JobView;
    await afterResponses();
    const first = await get(job.id);
    const etag = first.headers.get("etag") ?? "";
    expect((await get(job.id, { "if-none-match": etag })).status).toBe(304);

    const waiting = get(job.id, { "if-none-match": etag }, "?wait=20");
    await world.age(job.id, 60_000);
    const changed = await waiting;
    expect(changed.status).toBe(200);
    expect(changed.headers.get("etag")).not.toBe(etag);
    expect((await get(job.id, {}, "?wait=21")).status).toBe(400);
  });

  test("lists page by cursor without gaps or repeats, newest first", async () => {
    for (let n = 0; n < 7; n++)
      await create({ kind: "photoshoot", input: { ...input(), title: `No. ${n}` } });
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const query: string = `limit=3${cursor === null ? "" : `&cursor=${cursor}`}`;
      const response = await callRoute(jobs.GET, `/api/jobs?${query}`, { headers: auth() });
      const page = (await response.json()) as { items: JobView[]; nextCursor: string | null };
      seen.push(...page.items.map((item) => item.title));
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(seen).toEqual([6, 5, 4, 3, 2, 1, 0].map((n) => `No. ${n}`));
  });
});

test("a finished job gives its files byte for byte, by range too, and its ledger; a retry is 409", async () => {
  const job = (await (await create({ kind: "photoshoot", input: input() })).json()) as JobView;
  await afterResponses();
  let view = job;
  for (let round = 0; round < 20 && !isTerminal(view.status); round++) {
    await world.age(job.id, 60_000);
    view = (await (await get(job.id)).json()) as JobView;
  }
  expect(view).toMatchObject({ status: "completed", progress: 100, pollAfterMs: 0, error: null });
  expect(view.resultUrls).toHaveLength(8);
  expect(view.completedAt).not.toBeNull();

  const name = "picture-01.jpg";
  const file = (headers: Record<string, string> = {}) =>
    callRoute(artifact.GET, "/a", { headers: auth(headers), params: { id: job.id, name } });
  const whole = Buffer.from(await (await file()).arrayBuffer());
  const rows = await world.db
    .sql`select sha256, bytes::int, source_url from artifacts where job_id = ${job.id} and name = ${name}`;
  const source = await fetch(String(rows[0]?.["source_url"]));
  expect(whole.equals(Buffer.from(await source.arrayBuffer()))).toBe(true);
  expect(whole.length).toBe(rows[0]?.["bytes"]);
  const part = await file({ range: "bytes=2-5" });
  expect([part.status, part.headers.get("content-range")]).toEqual([206, `bytes 2-5/${whole.length}`]);
  expect(Buffer.from(await part.arrayBuffer()).equals(whole.subarray(2, 6))).toBe(true);

  const ledger = await callRoute(events.GET, "/e?after=0", { headers: auth(), params: { id: job.id } });
  const { items } = (await ledger.json()) as { items: JobEventView[] };
  expect(items.at(0)?.type).toBe("created");
  expect(items.at(-1)?.type).toBe("completed");
  // The record has the provider's name; people read its label.
  const started = items.find((event) => event.type === "started");
  expect([started?.detail["provider"], started?.providerLabel]).toEqual(["astria", "Astria"]);
  expect(items.at(0)?.providerLabel).toBeNull();
  const last = items.at(-1)?.id ?? 0;
  const rest = await callRoute(events.GET, `/e?after=${last}`, { headers: auth(), params: { id: job.id } });
  expect(await rest.json()).toEqual({ items: [] });

  const again = await callRoute(retry.POST, "/r", {
    method: "POST",
    headers: auth(),
    params: { id: job.id },
  });
  expect(await problem(again)).toMatchObject({ status: 409, code: "not_retryable" });
});
