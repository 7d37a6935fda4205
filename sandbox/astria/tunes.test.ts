import { expect, test } from "vitest";
import { z } from "zod";
import { bench, BASE, tuneBody } from "../test-bench";

const Seen = z.looseObject({
  id: z.number(),
  started_training_at: z.string().nullable(),
  trained_at: z.string().nullable(),
});

async function createTune(b: ReturnType<typeof bench>, fields?: Record<string, unknown>) {
  const response = await b.request("POST", "/astria/tunes", tuneBody(fields));
  expect(response.status).toBe(201);
  return Seen.parse(await response.json());
}

test("a tune is queued, then trains, then is trained, and has no status field", async () => {
  const b = bench();
  const { id, ...created } = await createTune(b);
  expect(created).toMatchObject({
    title: "job-1",
    started_training_at: null,
    trained_at: null,
    expires_at: null,
  });
  expect(created).not.toHaveProperty("status");
  const at = async () => Seen.parse(await (await b.request("GET", `/astria/tunes/${id}`)).json());
  b.pass(5);
  expect(await at()).toMatchObject({
    started_training_at: expect.any(String),
    eta: expect.any(String),
    trained_at: null,
  });
  b.pass(35);
  expect((await at()).trained_at).toBeNull();
  b.pass(10);
  expect(await at()).toMatchObject({ trained_at: expect.any(String), expires_at: expect.any(String) });
});

test("speed 10 trains in a tenth of the time", async () => {
  const b = bench({ speed: 10 });
  const { id } = await createTune(b);
  b.pass(5);
  expect(await (await b.request("GET", `/astria/tunes/${id}`)).json()).toMatchObject({
    trained_at: expect.any(String),
  });
});

test("state depends only on id, seed and time", async () => {
  const [b, same, other] = [bench({ seed: 5 }), bench({ seed: 5 }), bench({ seed: 6 })];
  const times = [];
  for (const each of [b, same, other]) {
    const { id } = await createTune(each);
    for (let n = 0; n < 50; n += 1) await each.request("GET", "/astria/tunes");
    each.pass(60);
    times.push(Seen.parse(await (await each.request("GET", `/astria/tunes/${id}`)).json()).trained_at);
  }
  expect(times[1]).toBe(times[0]);
  expect(times[2]).not.toBe(times[0]);
});

test("the same title twice makes two tunes, and the journal shows it", async () => {
  const b = bench();
  const [first, second] = [await createTune(b), await createTune(b)];
  expect(second.id).toBeGreaterThan(first.id);
  expect(b.sandbox.journal.report()).toEqual({ total: 2, byRoute: { "POST /astria/tunes": 2 } });
});

test("with idempotent titles the same title returns the same tune", async () => {
  const b = bench({ idempotentTitles: true });
  expect((await createTune(b)).id).toBe((await createTune(b)).id);
});

test("a FaceID tune is trained at its creation", async () => {
  const created = await createTune(bench(), { model_type: "faceid", image_urls: ["http://app.test/1.jpg"] });
  expect(created.trained_at).not.toBeNull();
});

test.each([
  [{ title: "" }, "title"],
  [{ name: undefined }, "name"],
  [{ image_urls: ["http://app.test/1.jpg"] }, "images"],
  [{ callback: "not a url" }, "callback"],
  [{ callback: "ftp://app.test/" }, "callback"],
])("an invalid tune %o is refused with details", async (fields, field) => {
  const response = await bench().request("POST", "/astria/tunes", tuneBody(fields));
  expect(response.status).toBe(422);
  expect(await response.json()).toHaveProperty(field, [expect.any(String)]);
});

test("a body that is not JSON, or without its wrapper, is a bad request", async () => {
  const b = bench();
  expect((await b.request("POST", "/astria/tunes", { title: "x" })).status).toBe(400);
  const headers = { authorization: "Bearer sd_x", "content-type": "application/json" };
  const broken = new Request(`${BASE}/astria/tunes`, { method: "POST", headers, body: "{" });
  expect((await b.sandbox.handle(broken)).status).toBe(400);
});

test("without a key: 401, and it is journaled all the same", async () => {
  const b = bench();
  expect((await b.sandbox.handle(new Request(`${BASE}/astria/tunes`))).status).toBe(401);
  expect(b.sandbox.journal.count("GET /astria/tunes")).toBe(1);
});

test("a form with files works as JSON does, under any base path", async () => {
  const form = new FormData();
  form.set("tune[title]", "form");
  form.set("tune[name]", "cat");
  for (let n = 0; n < 4; n += 1)
    form.append("tune[images][]", new Blob(["jpeg"], { type: "image/jpeg" }), `${n}.jpg`);
  const headers = { authorization: "Bearer sd_x" };
  const request = new Request("https://other.example/some/base/astria/tunes", {
    method: "POST",
    body: form,
    headers,
  });
  const response = await bench().sandbox.handle(request);
  expect(response.status).toBe(201);
  expect(await response.json()).toMatchObject({
    title: "form",
    url: expect.stringMatching(/^https:\/\/other\.example\/some\/base\/astria\/tunes\/\d+\.json$/),
  });
});

test("the list is newest first, at least 20 a page, and walks on with before_id", async () => {
  const b = bench();
  for (let n = 0; n < 25; n += 1) await createTune(b, { title: `job-${n}` });
  const list = async (query: string) =>
    z
      .array(z.looseObject({ id: z.number(), title: z.string() }))
      .parse(await (await b.request("GET", `/astria/tunes${query}`)).json());
  const first = await list("?limit=3");
  expect(first.map(({ title }) => title)).toEqual(Array.from({ length: 20 }, (_, n) => `job-${24 - n}`));
  expect((await list(`?before_id=${first.at(-1)?.id}`)).map(({ title }) => title)).toEqual([
    "job-4",
    "job-3",
    "job-2",
    "job-1",
    "job-0",
  ]);
  expect(await list("?limit=120")).toHaveLength(25);
  expect((await b.request("GET", "/astria/tunes?offset=201")).status).toBe(400);
  expect((await b.request("GET", "/astria/tunes?limit=x")).status).toBe(400);
});

test("a deleted or unknown tune is not found", async () => {
  const b = bench();
  const { id } = await createTune(b);
  expect((await b.request("DELETE", `/astria/tunes/${id}`)).status).toBe(200);
  for (const gone of [id, id - 1, "abc"])
    expect((await b.request("GET", `/astria/tunes/${gone}`)).status).toBe(404);
});
