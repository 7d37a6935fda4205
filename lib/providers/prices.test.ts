import { readFileSync } from "node:fs";
import { afterEach, describe, expect, test, vi } from "vitest";

afterEach(() => vi.unstubAllEnvs());

/** As read anew under these prices of an operator's own. */
async function pricesWith(given: unknown) {
  vi.stubEnv("MODEL_PRICES", typeof given === "string" ? given : JSON.stringify(given));
  vi.resetModules();
  return import("./prices");
}

const turbo = { provider: "fal", model: "fal-ai/minimax/speech-2.8-turbo" };
const sora = { provider: "openai-videos", model: "sora-2" };
const at = (url: string) => ({ baseUrl: () => url });
const falItself = at("https://queue.fal.run");
const openAi = at("https://api.openai.com/v1");
const gateway = at("https://gateway.test/v1");
const mine = { usd: 0.2, per: "second", asOf: "2026-11-26", source: "our contract" };

describe("a published price", () => {
  test("has its date and its source, and a model without one has none", async () => {
    const { pricesOf } = await pricesWith("");
    expect(pricesOf(turbo, falItself)).toEqual([
      { usd: 0.06, per: "1,000 characters", asOf: "2026-11-25", source: "fal.ai, page of the model" },
    ]);
    expect(pricesOf({ provider: "fal", model: "fal-ai/veo3.1/fast" }, falItself)).toEqual([]);
    expect(pricesOf({ provider: "astria", model: null }, at("https://api.astria.ai"))).toEqual([]);
  });

  test("is of the provider that published it: none of another, nor at an address that is not its own", async () => {
    const { pricesOf } = await pricesWith("");
    expect(pricesOf({ ...turbo, provider: "openai-media" }, gateway)).toEqual([]);
    for (const elsewhere of [gateway, at("https://fal.run.test/"), at("http://127.0.0.1:54400/fal")])
      expect(pricesOf(turbo, elsewhere)).toEqual([]);
  });

  test("there is none of Sora, which OpenAI has closed: what a gateway takes, nobody has told us", async () => {
    const { pricesOf } = await pricesWith("");
    for (const model of ["sora-2", "sora-2-pro"])
      for (const place of [gateway, openAi]) expect(pricesOf({ ...sora, model }, place)).toEqual([]);
  });
});

describe("what an operator pays", () => {
  test("goes before what is published, at any address, for the one provider", async () => {
    const { pricesOf } = await pricesWith({
      "openai-videos": { "sora-2": mine },
      fal: { [turbo.model]: mine },
    });
    expect([pricesOf(sora, gateway), pricesOf(turbo, falItself)]).toEqual([[mine], [mine]]);
    expect(pricesOf({ ...sora, provider: "fal" }, falItself)).toEqual([]);
  });

  test("can be of several units, and of work that has no model of its own", async () => {
    const shoot = [
      { ...mine, per: "training" },
      { ...mine, per: "picture" },
    ];
    const { pricesOf } = await pricesWith({ astria: { "*": shoot } });
    expect(pricesOf({ provider: "astria", model: null }, at("https://api.astria.ai"))).toEqual(shoot);
  });

  test("for tokens is half of it in a batch, at OpenAI itself, where the batch has no price of its own", async () => {
    const tokens = { ...mine, usd: 2, per: "1M input tokens" };
    const prices = { openai: { "gpt-6-luna": [tokens, { ...mine, per: "picture" }] } };
    const batch = { provider: "openai-batches", model: "gpt-6-luna" };
    const { pricesOf } = await pricesWith(prices);
    expect(pricesOf(batch, openAi)).toEqual([
      { ...tokens, usd: 1, source: "our contract, half of it in a batch" },
    ]);
    expect(pricesOf(batch, gateway)).toEqual([]);
    const told = await pricesWith({ ...prices, "openai-batches": { "gpt-6-luna": mine } });
    expect(told.pricesOf(batch, openAi)).toEqual([mine]);
  });

  test("is taken as docs/deploy.md shows it", async () => {
    const [, example] = /`(\{"fal":.+?\})`/.exec(readFileSync("docs/deploy.md", "utf8")) ?? [];
    const { priceVariables } = await pricesWith(example ?? "");
    expect(Object.keys(priceVariables().MODEL_PRICES)).toEqual(["fal", "openai"]);
  });

  test.each([
    "{",
    '{"fal": 3}',
    '{"sora-2": {"usd": 1, "per": "second", "asOf": "2026-11-26", "source": "by model alone"}}',
    '{"fal": {"a": {"usd": 1, "per": "second"}}}',
    '{"fal": {"a": []}}',
    '{"fal": {"a": {"usd": -1, "per": "second", "asOf": "2026-11-26", "source": "x"}}}',
    JSON.stringify({ fal: { a: [mine, { ...mine, usd: 3 }] } }),
  ])("is refused where it makes no sense, and the variable is named: %s", async (given) => {
    const { pricesOf, priceVariables } = await pricesWith(given);
    expect(() => priceVariables()).toThrow(/MODEL_PRICES/);
    expect(pricesOf(turbo, falItself)).toHaveLength(1);
  });
});
