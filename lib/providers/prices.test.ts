import { afterEach, expect, test, vi } from "vitest";

afterEach(() => vi.unstubAllEnvs());

/** As read anew under these prices of an operator's own. */
async function pricesWith(given: string) {
  vi.stubEnv("MODEL_PRICES", given);
  vi.resetModules();
  return import("./prices");
}

test("a published price has its date and its source, and a model without one has none", async () => {
  const { priceOf } = await pricesWith("");
  expect(priceOf("sora-2")).toMatchObject({ usd: 0.1, per: "second", asOf: "2026-11-21" });
  expect(priceOf("fal-ai/minimax/speech-2.8-turbo")?.source).not.toBe("");
  expect([priceOf("fal-ai/veo3.1/fast"), priceOf(null)]).toEqual([null, null]);
});

test("what an operator pays goes before what is published, and says since when", async () => {
  const mine = { usd: 0.2, per: "second", asOf: "2026-11-26", source: "our contract" };
  const { priceOf } = await pricesWith(JSON.stringify({ "sora-2": mine, "fal-ai/veo3.1/fast": mine }));
  expect([priceOf("sora-2"), priceOf("fal-ai/veo3.1/fast")]).toEqual([mine, mine]);
  expect(priceOf("sora-2-pro")?.usd).toBe(0.3);
});

test.each([
  "{",
  '{"sora-2": 3}',
  '{"sora-2": {"usd": 1, "per": "second"}}',
  '{"a": {"usd": -1, "per": "second", "asOf": "2026-11-26", "source": "x"}}',
])("prices that make no sense are refused, and the variable is named: %s", async (given) => {
  const { priceOf, priceVariables } = await pricesWith(given);
  expect(() => priceVariables()).toThrow(/MODEL_PRICES/);
  expect(priceOf("sora-2")?.usd).toBe(0.1);
});
