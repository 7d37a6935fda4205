import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import type { TestUser } from "../support/database";
import { callRoute } from "../support/call-route";
import { useWorld } from "../support/world";

const routes = {
  job: await import("@/app/api/jobs/[id]/route"),
  update: await import("@/app/api/jobs/[id]/auto-update/route"),
  cancel: await import("@/app/api/jobs/[id]/cancel/route"),
  retry: await import("@/app/api/jobs/[id]/retry/route"),
  events: await import("@/app/api/jobs/[id]/events/route"),
  artifact: await import("@/app/api/jobs/[id]/artifacts/[name]/route"),
  assets: await import("@/app/api/jobs/[id]/assets/route"),
  list: await import("@/app/api/jobs/route"),
  status: await import("@/app/api/photoshoot/[sessionId]/status/route"),
  autoUpdate: await import("@/app/api/photoshoot/[sessionId]/auto-update/route"),
  upload: await import("@/app/api/uploads/[...path]/route"),
};
const world = useWorld();

let owner: Awaited<ReturnType<typeof world.newUser>>;
let stranger: TestUser;
let jobId: string;

beforeAll(async () => {
  const created = await world.newPhotoshoot();
  owner = created.user;
  jobId = created.job.id;
  stranger = await world.db.createUser();
});

const as = (user: TestUser | typeof owner) => ({ authorization: `Bearer ${user.accessToken}` });

describe("another user's job is 404, byte for byte the same as none", () => {
  const cases: Array<[string, (id: string) => Promise<Response>]> = [
    [
      "GET job",
      (id) => callRoute(routes.job.GET, `/api/jobs/${id}`, { headers: as(stranger), params: { id } }),
    ],
    ["POST auto-update", (id) => post(routes.update.POST, id)],
    ["POST cancel", (id) => post(routes.cancel.POST, id)],
    ["POST retry", (id) => post(routes.retry.POST, id)],
    [
      "GET events",
      (id) => callRoute(routes.events.GET, "/events", { headers: as(stranger), params: { id } }),
    ],
    [
      "GET images",
      (id) => callRoute(routes.assets.GET, "/assets", { headers: as(stranger), params: { id } }),
    ],
    [
      "GET artifact",
      (id) =>
        callRoute(routes.artifact.GET, "/a", {
          headers: as(stranger),
          params: { id, name: "picture-01.jpg" },
        }),
    ],
    [
      "GET photoshoot status",
      (id) => callRoute(routes.status.GET, "/s", { headers: as(stranger), params: { sessionId: id } }),
    ],
    [
      "POST photoshoot auto-update",
      (id) =>
        callRoute(routes.autoUpdate.POST, "/s", {
          method: "POST",
          headers: as(stranger),
          params: { sessionId: id },
        }),
    ],
  ];
  test.each(cases)("%s", async (_name, call) => {
    const [foreign, none, malformed] = await Promise.all([
      call(jobId),
      call(randomUUID()),
      call("not-a-uuid"),
    ]);
    const bodies = await Promise.all([foreign, none, malformed].map((response) => response.text()));
    expect([foreign.status, none.status, malformed.status]).toEqual([404, 404, 404]);
    expect(new Set(bodies).size).toBe(1);
    expect([...foreign.headers]).toEqual([...none.headers]);
  });

  test("the job itself is left as it was, and its list shows nothing", async () => {
    expect((await world.read(jobId)).status).toBe("pending");
    const list = await callRoute(routes.list.GET, "/api/jobs", { headers: as(stranger) });
    expect(await list.json()).toEqual({ items: [], nextCursor: null });
  });

  test("an uploaded picture is its owner's alone", async () => {
    const path = String(owner.images[0]).split("/");
    const [own, foreign, nobody] = await Promise.all([
      callRoute(routes.upload.GET, "/u", { headers: as(owner), params: { path } }),
      callRoute(routes.upload.GET, "/u", { headers: as(stranger), params: { path } }),
      callRoute(routes.upload.GET, "/u?expires=9999999999&signature=forged", { params: { path } }),
    ]);
    expect([own.status, foreign.status, nobody.status]).toEqual([200, 404, 401]);
  });

  test("a job on another user's pictures is refused, and nothing is written", async () => {
    const input = { title: "Theirs", subject: "man", images: owner.images };
    const response = await callRoute(routes.list.POST, "/api/jobs", {
      method: "POST",
      headers: as(stranger),
      body: JSON.stringify({ kind: "photoshoot", input }),
    });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ code: "unknown_upload" });
    const rows = await world.db.sql`select count(*)::int as n from jobs where user_id = ${stranger.id}`;
    expect(rows[0]?.["n"]).toBe(0);
  });

  function post(handler: (request: Request, context: never) => Promise<Response>, id: string) {
    return callRoute(handler, "/x", { method: "POST", headers: as(stranger), params: { id } });
  }
});

describe("without a good token", () => {
  test.each([
    ["none", {}],
    ["a made-up one", { authorization: "Bearer nonsense" }],
    ["the service's key", { authorization: "Bearer sb_secret_darkroom-tests" }],
    ["another scheme", { authorization: "Basic abc" }],
  ])("%s: 401", async (_name, headers: Record<string, string>) => {
    const response = await callRoute(routes.job.GET, "/x", { headers, params: { id: jobId } });
    expect(response.status).toBe(401);
    expect(await response.json()).toMatchObject({ status: 401, code: "unauthorized" });
  });
});
