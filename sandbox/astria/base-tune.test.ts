import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { z } from "zod";
import { BASE, bench, tuneBody } from "../test-bench";

const Entity = z.looseObject({ id: z.number(), tune_id: z.number().optional() });
const Entities = z.array(Entity);
const BASE_PROMPTS = "/astria/tunes/1504944/prompts";

/** Two trained LoRAs of one account. */
async function withLoras() {
  const b = bench();
  const lora = async (title: string) =>
    Entity.parse(
      await (
        await b.request("POST", "/astria/tunes", tuneBody({ title, branch: "flux1", model_type: "lora" }))
      ).json(),
    ).id;
  const [ann, bea] = [await lora("ann"), await lora("bea")];
  const post = async (path: string, text: string, more: Record<string, unknown> = {}) => {
    const response = await b.request("POST", path, { prompt: { text, seed: 7, ...more } });
    return { status: response.status, body: z.looseObject({}).parse(await response.json()) };
  };
  const shot = async (id: unknown) => {
    const response = await b.sandbox.handle(new Request(`${BASE}/astria/images/${String(id)}-0.jpg`));
    return Buffer.from(await response.arrayBuffer());
  };
  const list = async (path: string) => Entities.parse(await (await b.request("GET", path)).json());
  return { ...b, ann, bea, post, shot, list };
}

test("a LoRA takes no prompts on its own path", async () => {
  const t = await withLoras();
  t.pass(60);
  expect(await t.post(`/astria/tunes/${t.ann}/prompts`, `<lora:${t.ann}:1> ohwx woman`)).toEqual({
    status: 422,
    body: { base: ["model_type=lora is not supported. Use a checkpoint instead"] },
  });
});

test("a prompt of the base tune belongs to the base tune, and is found under it and across the account", async () => {
  const t = await withLoras();
  t.pass(60);
  const { status, body } = await t.post(BASE_PROMPTS, `<lora:${t.ann}:1> ohwx woman`);
  expect([status, body["tune_id"]]).toEqual([201, 1_504_944]);
  const { id } = Entity.parse(body);
  expect(body["url"]).toBe(`${BASE}${BASE_PROMPTS}/${id}.json`);
  expect((await t.list(BASE_PROMPTS)).map((each) => each.id)).toEqual([id]);
  expect((await t.list("/astria/prompts")).map((each) => each.id)).toEqual([id]);
  expect(await t.list(`/astria/tunes/${t.ann}/prompts`)).toEqual([]);
  expect((await t.request("GET", `${BASE_PROMPTS}/${id}`)).status).toBe(200);
  expect((await t.request("GET", `/astria/tunes/${t.ann}/prompts/${id}`)).status).toBe(404);
});

test("pictures show who is in the LoRA that the text names, whatever else is equal", async () => {
  const t = await withLoras();
  t.pass(60);
  // The words are on the picture, so only the sitter may differ: the LoRA is named first, and both are.
  const [a, again, b] = [
    await t.post(BASE_PROMPTS, `<lora:${t.ann}:1> <lora:${t.bea}:0.5> ohwx woman`),
    await t.post(BASE_PROMPTS, `<lora:${t.ann}:1> <lora:${t.bea}:0.5> ohwx woman`),
    await t.post(BASE_PROMPTS, `<lora:${t.bea}:0.5> <lora:${t.ann}:1> ohwx woman`),
  ].map(({ body }) => body["id"]);
  t.pass(20);
  expect((await t.shot(a)).equals(await t.shot(again))).toBe(true);
  expect((await t.shot(a)).equals(await t.shot(b))).toBe(false);
});

test("no LoRA, an unknown one, and one that still trains are refused with words", async () => {
  const t = await withLoras();
  const words = async (text: string) => {
    const { status, body } = await t.post(BASE_PROMPTS, text);
    expect(status).toBe(422);
    return z.object({ text: z.tuple([z.string()]) }).parse(body).text[0];
  };
  expect(await words("ohwx woman")).toContain("must name a LoRA");
  expect(await words("<lora:12:1> ohwx woman")).toBe("lora 12 is not found");
  expect(await words(`<lora:${t.ann}:1> ohwx woman`)).toBe(`lora ${t.ann} is not trained yet`);
});

test("the base tune is there for every account, trained, in no list, and cannot be deleted", async () => {
  const t = await withLoras();
  const seen = await t.request("GET", "/astria/tunes/1504944");
  expect(await seen.json()).toMatchObject({
    id: 1_504_944,
    title: "Flux1.dev",
    branch: "flux1",
    trained_at: expect.any(String),
    expires_at: null,
  });
  expect((await t.list("/astria/tunes")).map((each) => each.id)).toEqual([t.bea, t.ann]);
  expect((await t.request("DELETE", "/astria/tunes/1504944")).status).toBe(404);
});

test("a deleted LoRA takes the pictures of it along, and no others", async () => {
  const t = await withLoras();
  t.pass(60);
  await t.post(BASE_PROMPTS, `<lora:${t.ann}:1> ohwx woman`);
  const { body } = await t.post(BASE_PROMPTS, `<lora:${t.bea}:1> ohwx woman`);
  await t.request("DELETE", `/astria/tunes/${t.ann}`);
  expect((await t.list("/astria/prompts")).map((each) => each.id)).toEqual([body["id"]]);
});

test("a ledger from before prompts had a LoRA still loads", async () => {
  const dataFile = join(mkdtempSync(join(tmpdir(), "sandbox-")), "sandbox.jsonl");
  const b = bench();
  const id = b.now() * 1_000;
  const prompt = {
    id: id + 1,
    tuneId: id,
    base: BASE,
    text: "ohwx woman",
    negativePrompt: null,
    callback: null,
    numImages: 1,
    width: 768,
    height: 1024,
    seed: 1,
    steps: null,
    cfgScale: null,
    fails: false,
  };
  const tune = {
    id,
    base: BASE,
    title: "old",
    name: "woman",
    callback: null,
    imageUrls: [],
    token: "ohwx",
    branch: "flux1",
    baseTuneId: null,
    modelType: "lora",
    fails: false,
  };
  const lines = [
    { kind: "astria.tune", data: tune },
    { kind: "astria.prompt", data: prompt },
  ];
  writeFileSync(dataFile, lines.map((line) => `${JSON.stringify(line)}\n`).join(""));
  const seen = await b.request(
    "GET",
    `/astria/tunes/${id}/prompts/${id + 1}`,
    undefined,
    b.open({ dataFile }),
  );
  expect(await seen.json()).toMatchObject({ id: id + 1, tune_id: id });
});
