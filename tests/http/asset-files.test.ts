import sharp from "sharp";
import { afterEach, beforeAll, expect, test, vi } from "vitest";
import { assetLink } from "@/lib/services/asset-link";
import { callRoute } from "../support/call-route";
import type { TestUser } from "../support/database";
import { interceptFetch, type SeenCall } from "../support/intercept-fetch";
import { bearer, pictureOf, putPicture, type SeenAsset } from "../support/library";
import { problem } from "../support/problem";
import { useWorld } from "../support/world";

const routes = {
  file: await import("@/app/api/assets/[id]/file/route"),
  thumbnail: await import("@/app/api/assets/[id]/thumbnail/route"),
  picture: await import("@/app/api/assets/[id]/picture/route"),
};
type Route = keyof typeof routes;
const world = useWorld();

let user: TestUser;
let original: Buffer;
let asset: SeenAsset;
let other: SeenAsset;
beforeAll(async () => {
  user = await world.db.createUser();
  original = await sharp(await pictureOf(1))
    .resize(1_200, 900)
    .png()
    .toBuffer();
  asset = await putPicture(user, original, "Ähre “1”.png");
  other = await putPicture(user, await pictureOf(2));
});
afterEach(() => vi.restoreAllMocks());

function ask(
  route: Route,
  {
    headers = {},
    method = "GET",
    query = "",
    id = asset.id,
  }: {
    headers?: Record<string, string>;
    method?: string;
    query?: string;
    id?: string;
  } = {},
): Promise<Response> {
  const init = { method, headers: { ...bearer(user), ...headers }, params: { id } };
  return callRoute(routes[route].GET, `/api/assets/${id}/${route}${query}`, init);
}

const bytesOf = async (answer: Response) => Buffer.from(await answer.arrayBuffer());

test.each<[Route, string, string, number]>([
  ["file", "image/png", "private, no-cache, no-transform", 1_200],
  ["thumbnail", "image/webp", "private, max-age=31536000, immutable, no-transform", 256],
  ["picture", "image/jpeg", "private, no-cache, no-transform", 512],
])(
  "a %s is an image of its type and size, and is kept as long as it may",
  async (route, type, cache, width) => {
    const answer = await ask(route);
    expect(answer.status).toBe(200);
    expect(answer.headers.get("content-type")).toBe(type);
    expect(answer.headers.get("cache-control")).toBe(cache);
    expect(answer.headers.get("content-security-policy")).toContain("sandbox");
    const bytes = await bytesOf(answer);
    expect(answer.headers.get("content-length")).toBe(String(bytes.length));
    expect(await sharp(bytes).metadata()).toMatchObject({ width, height: (width * 3) / 4 });
  },
);

test.each<Route>(["file", "thumbnail", "picture"])(
  "of a %s the version that is known is 304, a part is that part, and HEAD says the same as GET",
  async (route) => {
    const whole = await ask(route);
    const etag = String(whole.headers.get("etag"));
    expect(etag).toMatch(/^"[^"]+"$/);
    const known = await ask(route, { headers: { "if-none-match": etag } });
    expect([known.status, await known.text()]).toEqual([304, ""]);
    const head = await ask(route, { method: "HEAD" });
    expect([head.status, head.body]).toEqual([200, null]);
    expect([...head.headers]).toEqual([...whole.headers]);
    const bytes = await bytesOf(whole);
    const part = await ask(route, { headers: { range: "bytes=5-20" } });
    expect([part.status, part.headers.get("content-range")]).toEqual([206, `bytes 5-20/${bytes.length}`]);
    expect(await bytesOf(part)).toEqual(bytes.subarray(5, 21));
    const outside = await ask(route, { headers: { range: `bytes=${bytes.length}-` } });
    expect(await problem(outside)).toMatchObject({ status: 416, code: "range_not_satisfiable" });
  },
);

test.each([256, 768])("a file is there at %i pixels as well, made by the first who asks", async (width) => {
  const answer = await ask("file", { query: `?w=${width}` });
  expect(answer.headers.get("cache-control")).toBe("private, max-age=31536000, immutable, no-transform");
  expect(await sharp(await bytesOf(answer)).metadata()).toMatchObject({ format: "webp", width });
});

test("each of an image's files has a version of its own, and so has each image", async () => {
  const answers = (["file", "thumbnail", "picture"] as const).flatMap((route) =>
    [asset, other].map(({ id }) => ask(route, { id })),
  );
  const etags = await Promise.all(answers.map(async (answer) => (await answer).headers.get("etag")));
  expect(new Set(etags).size).toBe(6);
});

test("the file is the picture that was sent, and is saved under its own name", async () => {
  const answer = await ask("file", { query: "?download=1" });
  expect(answer.headers.get("content-disposition")).toBe(
    `attachment; filename="_hre _1_.png"; filename*=UTF-8''%C3%84hre%20%E2%80%9C1%E2%80%9D.png`,
  );
  expect((await bytesOf(answer)).equals(original)).toBe(true);
});

test("HEAD of a file, a range outside of it and a version that is known cost storage nothing", async () => {
  const etag = String((await ask("file")).headers.get("etag"));
  const calls: SeenCall[] = [];
  interceptFetch((call, send) => {
    if (call.url.includes("/storage/")) calls.push(call);
    return send();
  });
  await ask("file", { method: "HEAD" });
  await ask("file", { headers: { range: "bytes=9999999-" } });
  await ask("picture", { headers: { "if-none-match": "*" } });
  await ask("file", { headers: { "if-none-match": etag } });
  expect(calls).toEqual([]);
});

test.each<Route>(["file", "thumbnail", "picture"])(
  "a %s is 503 with a time to come back while storage is away, and 404 once storage has lost it",
  async (route) => {
    interceptFetch((call, send) =>
      call.url.includes("/storage/") ? Promise.reject(new TypeError("fetch failed")) : send(),
    );
    const away = await ask(route);
    expect(away.headers.get("retry-after")).toBe("3");
    expect(await problem(away)).toMatchObject({ status: 503, code: "unavailable" });
    vi.restoreAllMocks();
    interceptFetch((call, send) => {
      const lost = { statusCode: "404", error: "not_found", message: "Object not found" };
      return call.url.includes("/storage/") ? Promise.resolve(Response.json(lost, { status: 400 })) : send();
    });
    expect(await problem(await ask(route))).toMatchObject({ status: 404, code: "not_found" });
  },
);

/** Asks for a picture as a provider does that was given a link: without being anybody. */
function follow(link: string, { method = "GET", id = asset.id } = {}): Promise<Response> {
  const { pathname, search } = new URL(link);
  return callRoute(routes.picture.GET, pathname + search, { method, params: { id } });
}

test("whoever holds a link gets the picture, HEAD and ranges too, and nobody without one", async () => {
  const link = assetLink(asset.id, Date.now());
  const mine = await bytesOf(await ask("picture"));
  const theirs = await follow(link);
  expect(theirs.status).toBe(200);
  expect((await bytesOf(theirs)).equals(mine)).toBe(true);
  expect((await follow(link, { method: "HEAD" })).headers.get("content-length")).toBe(String(mine.length));
  expect((await follow(link.split("?")[0] ?? "")).status).toBe(401);
});

test("a link that has expired, was changed, or is another image's, gives nothing", async () => {
  const hours = 3_600_000;
  const link = assetLink(asset.id, Date.now());
  const expires = Number(new URL(link).searchParams.get("expires"));
  const wrong = [
    assetLink(asset.id, Date.now() - 37 * hours),
    link.replace(String(expires), String(expires + 1)),
    link.slice(0, -1),
    link.replace(/signature=[^&]+/, "signature="),
  ];
  for (const each of wrong) expect((await follow(each)).status).toBe(401);
  expect((await follow(assetLink(other.id, Date.now()))).status).toBe(401);
  expect((await follow(assetLink(asset.id, Date.now()), { id: other.id })).status).toBe(401);
});

test("a link opens neither the original nor the thumbnail", async () => {
  const { search } = new URL(assetLink(asset.id, Date.now()));
  for (const route of ["file", "thumbnail"] as const) {
    const answer = await callRoute(routes[route].GET, `/x${search}`, { params: { id: asset.id } });
    expect(answer.status).toBe(401);
  }
});

test("the link of an image that is gone is 404", async () => {
  const gone = await putPicture(user, await pictureOf(3));
  const link = assetLink(gone.id, Date.now());
  await world.db.sql`delete from assets where id = ${gone.id}`;
  expect((await follow(link, { id: gone.id })).status).toBe(404);
});
