import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import { callRoute } from "../support/call-route";
import type { TestUser } from "../support/database";
import { bearer, pictureOf, putPicture, type SeenAsset } from "../support/library";
import { problem } from "../support/problem";
import { useWorld } from "../support/world";

const routes = {
  many: await import("@/app/api/assets/route"),
  tags: await import("@/app/api/assets/tags/route"),
  count: await import("@/app/api/assets/count/route"),
  one: await import("@/app/api/assets/[id]/route"),
  file: await import("@/app/api/assets/[id]/file/route"),
  thumbnail: await import("@/app/api/assets/[id]/thumbnail/route"),
  picture: await import("@/app/api/assets/[id]/picture/route"),
};
const world = useWorld();

const names = ["red beach.jpg", "blue beach.jpg", "it's 100%.png", "Zürich_2026.webp", "forest.jpg"];
let user: TestUser;
let stranger: TestUser;
/** In the order in which they came. */
let images: SeenAsset[] = [];
beforeAll(async () => {
  [user, stranger] = await Promise.all([world.db.createUser(), world.db.createUser()]);
  images = [];
  for (const [index, name] of names.entries())
    images.push(await putPicture(user, await pictureOf(index), name));
  await world.db.sql`update assets set created_at = timestamptz '2026-11-01' + n * interval '1 day'
    from (select id, row_number() over (order by created_at, id) as n from assets) as at where at.id = assets.id`;
});

const idOf = (index: number) => images[index]?.id ?? "";

interface Asked {
  params?: Record<string, string>;
  as?: TestUser;
  body?: unknown;
}
type Route = Parameters<typeof callRoute>[0];

function ask(
  handler: Route,
  method: string,
  query = "",
  { params = {}, as = user, body }: Asked = {},
): Promise<Response> {
  const sent = body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) };
  return callRoute(handler, `/api/assets${query}`, { method, headers: bearer(as), params, ...sent });
}

const edit = (id: string, body: unknown, as = user) =>
  ask(routes.one.PATCH, "PATCH", "", { params: { id }, as, body });

/** The names of the images that a query finds, sorted. */
async function found(query: string): Promise<string[]> {
  const answer = await ask(routes.many.GET, "GET", query);
  expect(answer.status).toBe(200);
  return ((await answer.json()) as { items: SeenAsset[] }).items.map(({ name }) => name).toSorted();
}

describe("somebody else's image is 404, byte for byte the same as none", () => {
  const params = (id: string) => ({ params: { id }, as: stranger });
  const cases: Array<[string, (id: string) => Promise<Response>]> = [
    ["GET", (id) => ask(routes.one.GET, "GET", "", params(id))],
    ["PATCH", (id) => edit(id, { tags: ["mine"] }, stranger)],
    ["DELETE", (id) => ask(routes.one.DELETE, "DELETE", "", params(id))],
    ["GET file", (id) => ask(routes.file.GET, "GET", "", params(id))],
    ["HEAD file", (id) => ask(routes.file.GET, "HEAD", "", params(id))],
    ["GET thumbnail", (id) => ask(routes.thumbnail.GET, "GET", "", params(id))],
    ["GET picture", (id) => ask(routes.picture.GET, "GET", "", params(id))],
  ];
  test.each(cases)("%s", async (_name, call) => {
    const answers = await Promise.all([idOf(0), randomUUID(), "not-a-uuid", "\0"].map(call));
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404]);
    expect(new Set(await Promise.all(answers.map((answer) => answer.text()))).size).toBe(1);
    expect(new Set(answers.map(({ headers }) => JSON.stringify([...headers]))).size).toBe(1);
    expect((await ask(routes.one.GET, "GET", "", { params: { id: idOf(0) } })).status).toBe(200);
  });

  test("among those to be deleted it stays, and lists, counts and tags show none of it", async () => {
    const body = { ids: [idOf(0), idOf(1), randomUUID()] };
    const deleted = await ask(routes.many.DELETE, "DELETE", "", { as: stranger, body });
    expect(await deleted.json()).toEqual({ deleted: 0 });
    expect(await found("")).toHaveLength(names.length);
    const [list, tags, count] = await Promise.all(
      [routes.many.GET, routes.tags.GET, routes.count.GET].map(async (route) =>
        (await ask(route, "GET", "", { as: stranger })).json(),
      ),
    );
    expect(list).toEqual({ items: [], nextCursor: null });
    expect(tags).toEqual({ items: [] });
    expect(count).toEqual({ total: 0, untagged: 0 });
  });
});

const modules = Object.entries(routes);

test.each(modules)(
  "of %s OPTIONS names the methods, and all others are refused with them",
  async (_name, of) => {
    const handlers = of as unknown as Record<string, Route>;
    const options = await callRoute(handlers["OPTIONS"] as Route, "/api/assets", { method: "OPTIONS" });
    expect(options.status).toBe(204);
    const allowed = options.headers.get("allow")?.split(", ") ?? [];
    for (const method of ["GET", "POST", "PUT", "PATCH", "DELETE"]) {
      const params = { id: randomUUID() };
      const answer = await callRoute(handlers[method] as Route, "/api/assets", { method, params });
      expect([method, answer.status]).toEqual([method, allowed.includes(method) ? 401 : 405]);
      expect([null, allowed.join(", ")]).toContain(answer.headers.get("allow"));
      await problem(answer);
    }
  },
);

describe("the list", () => {
  test("is newest first, and its pages together have each image once", async () => {
    const seen: string[] = [];
    for (let cursor: string | null = ""; cursor !== null;) {
      const answer = await ask(routes.many.GET, "GET", `?limit=2&cursor=${cursor}`);
      const page = (await answer.json()) as { items: SeenAsset[]; nextCursor: string | null };
      expect(page.items.length).toBeLessThanOrEqual(2);
      seen.push(...page.items.map(({ name }) => name));
      cursor = page.nextCursor;
    }
    expect(seen).toEqual(names.toReversed());
  });

  test("loses and repeats none of those that came in the same millisecond", async () => {
    const crowd = await world.db.createUser();
    for (let index = 0; index < 5; index += 1) await putPicture(crowd, await pictureOf(index));
    await world.db.sql`update assets set created_at = '2026-11-20T10:00:00.123Z' where user_id = ${crowd.id}`;
    const seen: string[] = [];
    for (let cursor: string | null = ""; cursor !== null;) {
      const answer = await ask(routes.many.GET, "GET", `?limit=2&cursor=${cursor}`, { as: crowd });
      const page = (await answer.json()) as { items: SeenAsset[]; nextCursor: string | null };
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor;
    }
    expect([seen.length, new Set(seen).size]).toEqual([5, 5]);
  });

  test.each([
    ["?q=beach", ["blue beach.jpg", "red beach.jpg"]],
    ["?q=BEA+re", ["red beach.jpg"]],
    ["?q=z%C3%BCr", ["Zürich_2026.webp"]],
    ["?q=2026", ["Zürich_2026.webp"]],
    ["?q=fog", []],
    ["?from=2026-11-03&to=2026-11-04", ["blue beach.jpg", "it's 100%.png"]],
    ["?from=2026-11-03T00:00:00Z&q=beach", ["blue beach.jpg"]],
    ["?status=untagged&limit=500", names.toSorted()],
    ["?status=completed", []],
    ["?tag=sea", []],
  ])("%s finds %j", async (query, expected) => {
    expect(await found(query)).toEqual(expected);
  });

  test.each(["'", "\\", "&|!()<->:*", "' | 'x", "a:*b", "%", "*", "\0", "🌊", " "])(
    "words such as %j are words, and no language",
    async (q) => {
      const answer = await ask(routes.many.GET, "GET", `?q=${encodeURIComponent(`beach ${q}`)}`);
      expect(answer.status).toBe(200);
    },
  );

  test.each(["limit=0", "limit=501", "status=done", "from=x", "tag=%00", "q=a&q=b"])(
    "%s is refused, by a count as well where it takes it",
    async (query) => {
      const refused = await problem(await ask(routes.many.GET, "GET", `?${query}`));
      expect(refused).toMatchObject({ status: 400, code: "invalid_query" });
      if (query.startsWith("limit")) return;
      expect(await problem(await ask(routes.count.GET, "GET", `?${query}`))).toEqual(refused);
    },
  );

  test.each(["x", "bnVsbA", Buffer.from('{"createdAt":"0000","id":"x"}').toString("base64url")])(
    "%s is no cursor",
    async (cursor) => {
      const refused = await ask(routes.many.GET, "GET", `?cursor=${cursor}`);
      expect(await problem(refused)).toMatchObject({ status: 400, code: "invalid_cursor" });
    },
  );
});

describe("tags given by hand", () => {
  test("are kept in small letters and once each, are found and counted, and replace those before", async () => {
    const first = await edit(idOf(0), { tags: [" Sea", "sea", "Red  Sand"] });
    expect(await first.json()).toMatchObject({ id: idOf(0), tags: ["sea", "red sand"] });
    await edit(idOf(1), { tags: ["sea"] });
    expect(await found("?tag=SEA")).toEqual(["blue beach.jpg", "red beach.jpg"]);
    expect(await found("?tag=sea&tag=red%20sand")).toEqual(["red beach.jpg"]);
    expect(await found("?q=sand")).toEqual(["red beach.jpg"]);
    const tags = await ask(routes.tags.GET, "GET");
    expect(await tags.json()).toEqual({
      items: [
        { tag: "sea", count: 2 },
        { tag: "red sand", count: 1 },
      ],
    });
    const count = await ask(routes.count.GET, "GET", "?tag=sea");
    expect(await count.json()).toMatchObject({ total: 2 });
    const cleared = await edit(idOf(0), { tags: [] });
    expect(await cleared.json()).toMatchObject({ tags: [] });
    expect(await found("?tag=sea")).toEqual(["blue beach.jpg"]);
  });

  test.each<[unknown, RegExp]>([
    [{ tags: ["a".repeat(41)] }, /^tags: A tag has 1 to 40 characters\.$/],
    [{ tags: [" "] }, /^tags: A tag has 1 to 40 characters\.$/],
    [{ tags: ["a\0"] }, /^tags: A tag is text\.$/],
    [{ tags: [1] }, /^tags: Give text\.$/],
    [{ tags: Array.from({ length: 51 }, (_, n) => `t${n}`) }, /^tags: An image has at most 50 tags\.$/],
    [{ tags: "sea" }, /^tags: Give a list\.$/],
    [{}, /^tags: This is needed\.$/],
    [[], /^Give an object\.$/],
    [{ tags: [], caption: "mine" }, /^There is no “caption” here\.$/],
  ])("%j is refused with a sentence", async (body, detail) => {
    expect(await problem(await edit(idOf(2), body))).toMatchObject({
      status: 400,
      code: "invalid_tags",
      detail: expect.stringMatching(detail),
    });
  });

  test("what is no JSON changes nothing", async () => {
    expect(await problem(await edit(idOf(2), "tags=sea"))).toMatchObject({ code: "invalid_json" });
    expect(await (await ask(routes.one.GET, "GET", "", { params: { id: idOf(2) } })).json()).toEqual(
      expect.objectContaining({ tags: [] }),
    );
  });
});

describe("deleting", () => {
  const remove = (body: unknown) => ask(routes.many.DELETE, "DELETE", "", { body });

  test("one image leaves 404, and its three files to be cleared away", async () => {
    const { id } = await putPicture(user, await pictureOf(100));
    const params = { id };
    const answer = await ask(routes.one.DELETE, "DELETE", "", { params });
    expect([answer.status, await answer.text()]).toEqual([204, ""]);
    for (const { GET } of [routes.one, routes.file, routes.thumbnail, routes.picture])
      expect((await ask(GET, "GET", "", { params })).status).toBe(404);
    expect((await ask(routes.one.DELETE, "DELETE", "", { params })).status).toBe(404);
    const left = await world.db.sql`select path from leftover_files where bucket = 'assets' order by path`;
    expect(left.map((row) => row["path"])).toEqual(
      ["original.png", "picture.jpg", "thumbnail.webp"].map((file) => `${user.id}/${id}/${file}`),
    );
  });

  test("many at once says how many there were, each counted once", async () => {
    const made = await Promise.all([101, 102].map(async (n) => putPicture(user, await pictureOf(n))));
    const ids = made.map(({ id }) => id);
    const answer = await remove({ ids: [...ids, ids[0], randomUUID()] });
    expect([answer.status, await answer.json()]).toEqual([200, { deleted: 2 }]);
    expect(await found("")).toEqual(names.toSorted());
  });

  test.each<[unknown, RegExp]>([
    [{ ids: [] }, /^ids: Name at least one image\.$/],
    [{ ids: ["x"] }, /^ids: Every id has to be that of one of your images\.$/],
    [{ ids: Array.from({ length: 1_001 }, () => randomUUID()) }, /^ids: At most 1,000 images/],
    [{}, /^ids: This is needed\.$/],
    [null, /^Give an object\.$/],
  ])("%j is refused", async (body, detail) => {
    expect(await problem(await remove(body))).toMatchObject({
      status: 400,
      code: "invalid_ids",
      detail: expect.stringMatching(detail),
    });
  });
});
