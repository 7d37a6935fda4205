import { expect, test } from "vitest";
import { z } from "zod";
import { bench, BASE, tuneBody } from "../test-bench";
import type { SandboxOptions } from "../create-sandbox";

const Entity = z.looseObject({ id: z.number() });
const Prompt = z.looseObject({
  id: z.number(),
  trained_at: z.string().nullable(),
  images: z.array(z.string()),
});

async function trained(options: SandboxOptions = {}) {
  const b = bench(options);
  const tune = Entity.parse(await (await b.request("POST", "/astria/tunes", tuneBody())).json());
  b.pass(60);
  const path = `/astria/tunes/${tune.id}/prompts`;
  const prompt = async (fields: Record<string, unknown> = {}) =>
    Prompt.parse(
      await (
        await b.request("POST", path, { prompt: { text: "ohwx woman", num_images: 2, ...fields } })
      ).json(),
    );
  const look = async (id: number) => Prompt.parse(await (await b.request("GET", `${path}/${id}`)).json());
  return { ...b, tune, path, prompt, look };
}

test("a prompt on a tune that still trains is refused", async () => {
  const b = bench();
  const { id } = Entity.parse(await (await b.request("POST", "/astria/tunes", tuneBody())).json());
  const response = await b.request("POST", `/astria/tunes/${id}/prompts`, { prompt: { text: "x" } });
  expect(response.status).toBe(422);
  expect(await response.json()).toEqual({ tune: ["is not trained yet"] });
});

test("prompts started together finish one after the other, 9 to 16 s after their birth", async () => {
  const t = await trained();
  const ids: number[] = [];
  for (let n = 0; n < 8; n += 1) ids.push((await t.prompt()).id);
  const done = async () => (await Promise.all(ids.map(t.look))).filter((p) => p.trained_at !== null).length;
  t.pass(8.9);
  expect(await done()).toBe(0);
  t.pass(3.6);
  const halfWay = await done();
  expect(halfWay).toBeGreaterThan(0);
  expect(halfWay).toBeLessThan(8);
  t.pass(3.5);
  expect(await done()).toBe(8);
});

test("a finished prompt shows its pictures, each a JPEG of its own, in the ratio asked for", async () => {
  const t = await trained();
  const { id } = await t.prompt({ aspect_ratio: "16:9" });
  const early = await t.sandbox.handle(new Request(`${BASE}/astria/images/${id}-0.jpg`));
  expect(early.status).toBe(404);
  t.pass(16);
  const { images, w, h } = await t.look(id);
  expect(images).toEqual([`${BASE}/astria/images/${id}-0.jpg`, `${BASE}/astria/images/${id}-1.jpg`]);
  expect(Number(w) / Number(h)).toBeCloseTo(16 / 9, 1);
  const pictures = [];
  for (const url of images) {
    const response = await t.sandbox.handle(new Request(url));
    expect(response.headers.get("content-type")).toBe("image/jpeg");
    pictures.push(Buffer.from(await response.arrayBuffer()));
  }
  expect(pictures[0]?.subarray(0, 3)).toEqual(Buffer.from([0xff, 0xd8, 0xff]));
  expect(pictures[0]?.equals(pictures[1] ?? Buffer.alloc(0))).toBe(false);
});

test("picture links die after 30 days, or at once with the expired-links fault", async () => {
  const t = await trained();
  const { id } = await t.prompt();
  t.pass(16);
  const look = async () => (await t.sandbox.handle(new Request(`${BASE}/astria/images/${id}-0.jpg`))).status;
  t.sandbox.setFaults("expired-links*1");
  expect([await look(), await look()]).toEqual([403, 200]);
  t.pass(30 * 24 * 3_600);
  expect(await look()).toBe(403);
});

test("failed work never finishes and never calls back", async () => {
  const t = await trained();
  t.sandbox.setFaults("failed@create-prompt");
  const { id } = await t.prompt({ callback: "http://app.test/cb?t=x" });
  t.pass(3_600);
  expect(await t.sandbox.deliverDue()).toBe(0);
  expect(await t.look(id)).toMatchObject({ trained_at: null, images: [] });
});

test("prompts are listed newest first, under their tune and across the account", async () => {
  const t = await trained();
  const made = [await t.prompt(), await t.prompt(), await t.prompt()].map(({ id }) => id).toReversed();
  const ids = async (path: string) =>
    z
      .array(Entity)
      .parse(await (await t.request("GET", path)).json())
      .map(({ id }) => id);
  expect(await ids(t.path)).toEqual(made);
  expect(await ids("/astria/prompts?limit=2")).toEqual(made.slice(0, 2));
  expect(await ids(`/astria/prompts?before_id=${made[0]}`)).toEqual(made.slice(1));
  expect(await ids("/astria/prompts?offset=2")).toEqual(made.slice(2));
});

test("an invalid prompt is refused, an unknown one is not found, also under another tune", async () => {
  const t = await trained();
  for (const fields of [
    { text: "" },
    { num_images: 9 },
    { aspect_ratio: "7:1" },
    { callback: "x" },
    { w: 65 },
  ]) {
    const response = await t.request("POST", t.path, { prompt: { text: "x", ...fields } });
    expect([fields, response.status]).toEqual([fields, 422]);
  }
  const { id } = await t.prompt();
  const other = Entity.parse(await (await t.request("POST", "/astria/tunes", tuneBody())).json());
  expect((await t.request("GET", `/astria/tunes/${other.id}/prompts/${id}`)).status).toBe(404);
  expect((await t.request("GET", `${t.path}/1`)).status).toBe(404);
});
