import { beforeEach, describe, expect, test, vi } from "vitest";
import type { JobView } from "@/lib/jobs/job-view";
import { carryOn } from "../support/carry-on";
import { callRoute, afterResponses, loseAfterResponses } from "../support/call-route";
import { chatAtOpenAi, storyAtOpenAiAndFal, videoAtFal } from "../support/cases";
import { problem } from "../support/problem";
import { endUndo, filesOfUser, rowsAboutJob } from "../support/traces";
import { useWorld, type Owned } from "../support/world";

/** How long the server was asked to wait; it is ended at once. */
const waits: number[] = [];
let undoEnds = Promise.resolve();
vi.mock("@/lib/http/shutdown", async (original) => ({
  ...(await original<object>()),
  waitHere: async (ms: number) => {
    waits.push(ms);
    await undoEnds;
    await endUndo(world.db.sql);
    return true;
  },
}));

const oneJob = await import("@/app/api/jobs/[id]/route");
const restoring = await import("@/app/api/jobs/[id]/restore/route");
const jobs = await import("@/app/api/jobs/route");
const events = await import("@/app/api/jobs/[id]/events/route");
const artifact = await import("@/app/api/jobs/[id]/artifacts/[name]/route");
const assets = await import("@/app/api/jobs/[id]/assets/route");
const cancel = await import("@/app/api/jobs/[id]/cancel/route");
const retry = await import("@/app/api/jobs/[id]/retry/route");
const update = await import("@/app/api/jobs/[id]/auto-update/route");
const generation = await import("@/app/api/v1/generations/[id]/route");
const generations = await import("@/app/api/v1/generations/route");
const sora = await import("@/app/api/videos/[id]/sora-status/route");
const story = await import("@/app/api/video-status/route");
const world = useWorld();

beforeEach(() => {
  waits.length = 0;
  undoEnds = Promise.resolve();
  loseAfterResponses();
});

type Route = Parameters<typeof callRoute>[0];
const call = (
  route: Route,
  { user, job }: Owned,
  method = "GET",
  more: { query?: string; params?: Record<string, string>; etag?: string } = {},
) =>
  callRoute(route, `/api/jobs/${job.id}${more.query ?? ""}`, {
    method,
    headers: {
      authorization: `Bearer ${user.accessToken}`,
      ...(more.etag && { "if-none-match": more.etag }),
    },
    params: { id: job.id, ...more.params },
  });
const remove = (owned: Owned) => call(oneJob.DELETE, owned, "DELETE");
const restore = (owned: Owned) => call(restoring.POST, owned, "POST");

describe("DELETE /api/jobs/:id", () => {
  test("says until when it can be undone; from then on every route answers as for a job that there never was", async () => {
    const owned = await world.newJob(videoAtFal);
    expect(await carryOn(world, owned.job.id)).toBe("completed");
    const answer = await remove(owned);
    const { id, restorableUntil } = (await answer.json()) as { id: string; restorableUntil: string };
    expect([answer.status, id]).toEqual([200, owned.job.id]);
    expect(Math.abs(Date.parse(restorableUntil) - Date.now() - 10_000)).toBeLessThan(3_000);
    const routes: Array<[Route, string?, Record<string, string>?]> = [
      [oneJob.GET],
      [oneJob.DELETE, "DELETE"],
      [events.GET],
      [artifact.GET, "GET", { name: "video.mp4" }],
      [assets.GET],
      [cancel.POST, "POST"],
      [retry.POST, "POST"],
      [update.POST, "POST"],
      [generation.GET],
      [sora.GET],
    ];
    for (const [route, method, params] of routes) {
      const gone = await call(route, owned, method, params && { params });
      const never = { user: owned.user, job: { ...owned.job, id: "00000000-0000-4000-8000-000000000000" } };
      const none = await call(route, never, method, params && { params });
      expect([gone.status, await gone.text()]).toEqual([404, await none.text()]);
    }
    expect(await (await call(jobs.GET, owned)).json()).toEqual({ items: [], nextCursor: null });
    expect(await (await call(generations.GET, owned)).json()).toMatchObject({
      data: { items: [], total: 0 },
    });
  });

  test("has a story told of no more", async () => {
    const owned = await world.newJob(storyAtOpenAiAndFal);
    await remove(owned);
    expect((await call(story.GET, owned, "GET", { query: `?id=${owned.job.id}` })).status).toBe(404);
  });

  test("of somebody else's job is the same 404 as of none, and changes nothing", async () => {
    const owned = await world.newJob(chatAtOpenAi);
    const stranger = { user: await world.newUser(0), job: owned.job };
    for (const verb of [remove, restore]) {
      const answer = await verb(stranger);
      expect(await problem(answer)).toMatchObject({ status: 404, code: "not_found" });
    }
    expect((await call(oneJob.GET, owned)).status).toBe(200);
    expect(
      (await callRoute(oneJob.DELETE, "/api/jobs/x", { method: "DELETE", params: { id: owned.job.id } }))
        .status,
    ).toBe(401);
  });

  test("is followed by the removal of all of it once it cannot be undone, though no scheduler should ever come by", async () => {
    const owned = await world.newJob(videoAtFal);
    expect(await carryOn(world, owned.job.id)).toBe("completed");
    await remove(owned);
    expect(await filesOfUser(owned.user.id)).not.toEqual([]);
    await afterResponses();
    expect(waits).toEqual([expect.closeTo(12_300, -4)]);
    // Its folder is looked into once more when nobody can be writing any more.
    expect(await rowsAboutJob(world.db.sql, owned.user.id, owned.job.id)).toEqual({ leftover_folders: 1 });
    expect(await filesOfUser(owned.user.id)).toEqual([]);
    expect((await restore(owned)).status).toBe(404);
  });

  test("of many jobs has one function wait until the last of them cannot be undone, and remove what all leave", async () => {
    const first = await world.newJob(chatAtOpenAi);
    const { user } = first;
    const all = [
      first,
      await world.newJob(chatAtOpenAi, { user }),
      await world.newJob(chatAtOpenAi, { user }),
    ];
    for (const owned of all) await remove(owned);
    const held = Promise.withResolvers<void>();
    undoEnds = held.promise;
    let ended = 0;
    const functions = all.map(() => afterResponses().then(() => (ended += 1)));
    await vi.waitUntil(() => ended === 2, { timeout: 15_000 });
    expect(waits).toHaveLength(1);
    held.resolve();
    await Promise.all(functions);
    // Once more, for what was deleted after that one began to wait.
    expect(waits.length).toBeLessThanOrEqual(2);
    expect(await world.db.sql`select 1 from deleted_jobs`).toHaveLength(0);
  });

  test("answers whoever holds a request for a change of it", async () => {
    const owned = await world.newJob(chatAtOpenAi);
    const etag = (await call(oneJob.GET, owned)).headers.get("etag") ?? "";
    // Nothing is due for as long as it waits.
    await world.db.sql`update jobs set next_check_at = now() + interval '1 hour' where id = ${owned.job.id}`;
    const waiting = call(oneJob.GET, owned, "GET", { query: "?wait=20", etag });
    const startedAt = performance.now();
    await new Promise(setImmediate);
    await remove(owned);
    expect((await waiting).status).toBe(404);
    expect(performance.now() - startedAt).toBeLessThan(10_000);
  });
});

describe("POST /api/jobs/:id/restore", () => {
  test("puts it back as it was, and answers the same again", async () => {
    const owned = await world.newJob(chatAtOpenAi);
    expect(await carryOn(world, owned.job.id)).toBe("completed");
    const before = (await (await call(oneJob.GET, owned)).json()) as JobView;
    await remove(owned);
    for (const answer of [await restore(owned), await restore(owned), await call(oneJob.GET, owned)]) {
      const since = expect.any(Number);
      expect([answer.status, await answer.json()]).toEqual([200, { ...before, sinceCheckMs: since }]);
    }
    const ledger = (await (await call(events.GET, owned)).json()) as { items: Array<{ type: string }> };
    expect(ledger.items.slice(-2).map(({ type }) => type)).toEqual(["deleted", "restored"]);
  });

  test("has one that was under way go on by itself", async () => {
    const owned = await world.newJob(chatAtOpenAi);
    await remove(owned);
    expect((await restore(owned)).status).toBe(200);
    await afterResponses();
    expect(await world.db.sql`select state from operations where job_id = ${owned.job.id}`).toHaveLength(1);
  });
});
