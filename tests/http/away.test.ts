import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { renderSamplePhoto } from "@/sandbox/pictures/sample-photo";
import { forgetSession } from "@/lib/db/good-tokens";
import { sessionOf } from "@/lib/db/session";
import { sessionName } from "@/lib/db/session-cookies";
import { callRoute } from "../support/call-route";
import type { TestUser } from "../support/database";
import { putPicture } from "../support/library";
import { problem } from "../support/problem";
import { startProxy, type Verdict } from "../support/proxy";
import { testSecrets, useWorld } from "../support/world";

const routes = {
  job: await import("@/app/api/jobs/[id]/route"),
  update: await import("@/app/api/jobs/[id]/auto-update/route"),
  cancel: await import("@/app/api/jobs/[id]/cancel/route"),
  retry: await import("@/app/api/jobs/[id]/retry/route"),
  events: await import("@/app/api/jobs/[id]/events/route"),
  artifact: await import("@/app/api/jobs/[id]/artifacts/[name]/route"),
  jobs: await import("@/app/api/jobs/route"),
  status: await import("@/app/api/photoshoot/[sessionId]/status/route"),
  video: await import("@/app/api/videos/[id]/sora-status/route"),
  generations: await import("@/app/api/v1/generations/route"),
  generation: await import("@/app/api/v1/generations/[id]/route"),
  uploads: await import("@/app/api/uploads/route"),
  assets: await import("@/app/api/assets/route"),
  asset: await import("@/app/api/assets/[id]/route"),
  assetFile: await import("@/app/api/assets/[id]/file/route"),
  thumbnail: await import("@/app/api/assets/[id]/thumbnail/route"),
  picture: await import("@/app/api/assets/[id]/picture/route"),
  tags: await import("@/app/api/assets/tags/route"),
  count: await import("@/app/api/assets/count/route"),
  checkAll: await import("@/app/api/status/check-all/route"),
};

/** What becomes of a call to Supabase, by its path: it may be held for ever, or torn. */
let ground: (path: string) => Promise<Verdict> | Verdict = () => "pass";
const proxy = await startProxy(() => world.db.url, { onRequest: ({ path }) => ground(path) });
const world = useWorld({ ownsPostgres: true, env: { SUPABASE_URL: proxy.url } });
afterEach(() => (ground = () => "pass"));
afterAll(() => proxy.close());

let user: TestUser & { images: string[] };
let photo: Uint8Array<ArrayBuffer>;
let id: string;
let deadId: string;
let assetId: string;
beforeAll(async () => {
  photo = new Uint8Array(await renderSamplePhoto(1));
  const made = await world.newPhotoshoot();
  user = { ...(await world.db.createUser()), ...made.user };
  id = made.job.id;
  deadId = (await world.newPhotoshoot(user)).job.id;
  assetId = (await putPicture(user, Buffer.from(photo))).id;
});

const bearer = () => ({ authorization: `Bearer ${user.accessToken}` });

/** The same user by the session of a browser. */
const cookie = () => {
  const { accessToken: access_token, email } = user;
  const session = {
    access_token,
    refresh_token: "x",
    expires_at: 4_100_000_000,
    user: { id: user.id, email },
  };
  const value = Buffer.from(JSON.stringify(session)).toString("base64url");
  return { cookie: `${sessionName()}=base64-${value}`, "sec-fetch-site": "same-origin" };
};

/** Every way to ask for something as a user. */
const questions: Record<string, (headers: Record<string, string>) => Promise<Response>> = {
  "GET job": (headers) => callRoute(routes.job.GET, "/j", { headers, params: { id } }),
  "GET job, waiting": (headers) => callRoute(routes.job.GET, "/j?wait=5", { headers, params: { id } }),
  "POST auto-update": (headers) => post(routes.update.POST, headers),
  "POST cancel": (headers) => post(routes.cancel.POST, headers),
  "POST retry": (headers) => post(routes.retry.POST, headers),
  "GET events": (headers) => callRoute(routes.events.GET, "/e", { headers, params: { id } }),
  "GET artifact": (headers) =>
    callRoute(routes.artifact.GET, "/a", { headers, params: { id, name: "picture-01.jpg" } }),
  "GET jobs": (headers) => callRoute(routes.jobs.GET, "/api/jobs", { headers }),
  "POST job": (headers) => {
    const input = { title: "Autumn", subject: "woman", images: user.images };
    const body = JSON.stringify({ kind: "photoshoot", input });
    return callRoute(routes.jobs.POST, "/api/jobs", { method: "POST", headers, body });
  },
  "POST upload": (headers) => {
    const body = new FormData();
    body.append("file", new Blob([photo]), "x.jpg");
    return callRoute(routes.uploads.POST, "/api/uploads", { method: "POST", headers, body });
  },
  "GET assets": (headers) => callRoute(routes.assets.GET, "/a", { headers }),
  "POST asset": (headers) => {
    const body = new FormData();
    body.append("file", new Blob([photo]), "x.jpg");
    return callRoute(routes.assets.POST, "/a", { method: "POST", headers, body });
  },
  "DELETE assets": (headers) => {
    const body = JSON.stringify({ ids: [deadId] });
    return callRoute(routes.assets.DELETE, "/a", { method: "DELETE", headers, body });
  },
  "GET tags": (headers) => callRoute(routes.tags.GET, "/a", { headers }),
  "GET count": (headers) => callRoute(routes.count.GET, "/a", { headers }),
  "GET asset": (headers) => ofAsset(routes.asset.GET, "GET", headers),
  "PATCH asset": (headers) => ofAsset(routes.asset.PATCH, "PATCH", headers, '{"tags":["sea"]}'),
  "DELETE asset": (headers) => ofAsset(routes.asset.DELETE, "DELETE", headers),
  "GET asset file": (headers) => ofAsset(routes.assetFile.GET, "GET", headers),
  "GET thumbnail": (headers) => ofAsset(routes.thumbnail.GET, "GET", headers),
  "GET picture": (headers) => ofAsset(routes.picture.GET, "GET", headers),
  "GET photoshoot": (headers) => callRoute(routes.status.GET, "/s", { headers, params: { sessionId: id } }),
  "GET video": (headers) => callRoute(routes.video.GET, "/v", { headers, params: { id } }),
  "GET generations": (headers) => callRoute(routes.generations.GET, "/g", { headers }),
  "GET generation": (headers) => callRoute(routes.generation.GET, "/g", { headers, params: { id } }),
};

const ofAsset = (
  handler: Parameters<typeof callRoute>[0],
  method: string,
  headers: Record<string, string>,
  body?: string,
) => callRoute(handler, "/a", { method, headers, params: { id: assetId }, ...(body && { body }) });

const post = (handler: Parameters<typeof callRoute>[0], headers: Record<string, string>) =>
  callRoute(handler, "/p", { method: "POST", headers, params: { id: deadId } });

/** Asks everything at once: what was answered, and how long the slowest took, in milliseconds. */
async function askAll(headers: Record<string, string>): Promise<{ answers: unknown[]; ms: number }> {
  const startedAt = performance.now();
  const answers = await Promise.all(
    Object.entries(questions).map(async ([name, ask]) => {
      const response = await ask(headers);
      const { status, code, detail } = await problem(response);
      const retryAfter = response.headers.get("retry-after");
      return { name, status, code, retryAfter, isCalm: String(detail).endsWith("Nothing is lost.") };
    }),
  );
  return { answers, ms: performance.now() - startedAt };
}

const unavailable = Object.keys(questions).map((name) => ({
  name,
  status: 503,
  code: "unavailable",
  retryAfter: "3",
  isCalm: true,
}));

/** The same by token and by session at once. */
const askAllBothWays = () => Promise.all([bearer(), cookie()].map(askAll));

const silent = new Promise<never>(() => undefined);

/** Auth is asked who somebody is once a minute: the next time is now. */
const endMinute = () => forgetSession(sessionOf(user.accessToken).id);

test.each<[string, typeof ground, number]>([
  ["auth alone is silent", (path) => (path.startsWith("/auth/") ? silent : "pass"), 10_000],
  ["auth alone is torn from us", (path) => (path.startsWith("/auth/") ? "destroy" : "pass"), 2_000],
  ["the database alone is silent", (path) => (path.startsWith("/rest/") ? silent : "pass"), 10_000],
])("while %s, whoever asks is told that it is away, never to sign in", async (_what, does, withinMs) => {
  endMinute();
  ground = does;
  for (const { answers, ms } of await askAllBothWays()) {
    expect(answers).toEqual(unavailable);
    expect(ms).toBeLessThan(withinMs);
  }
});

test("whom auth knew within the last minute is served while it is away", async () => {
  expect((await questions["GET jobs"]?.(bearer()))?.status).toBe(200);
  ground = (path) => (path.startsWith("/auth/") ? "destroy" : "pass");
  for (const headers of [bearer(), cookie()])
    expect((await questions["GET job"]?.(headers))?.status).toBe(200);
});

test("a scheduler is told so as well", async () => {
  ground = (path) => (path.startsWith("/rest/") ? "destroy" : "pass");
  const headers = { authorization: `Bearer ${testSecrets.cron}` };
  const response = await callRoute(routes.checkAll.POST, "/c", { method: "POST", headers });
  expect(await problem(response)).toMatchObject({ status: 503, code: "unavailable" });
});

test("a database that is killed and comes back: 503 meanwhile, for whoever asks, and nobody is signed out", async () => {
  await world.db.kill();
  const told = await askAllBothWays();
  expect(told.map(({ answers }) => answers)).toEqual([unavailable, unavailable]);
  await world.db.restart();
  for (const headers of [bearer(), cookie()]) {
    expect((await questions["GET job"]?.(headers))?.status).toBe(200);
    expect((await questions["GET jobs"]?.(headers))?.status).toBe(200);
  }
}, 60_000);
