import { expect, test } from "vitest";
import * as batches from "@/lib/providers/openai-batches/config";
import * as fal from "@/lib/providers/fal/config";
import * as media from "@/lib/providers/openai-media/config";
import * as openai from "@/lib/providers/openai/config";
import { stubEnvironment } from "@/tests/support/stub-environment";
import {
  differences,
  goodFor,
  idBesideName,
  modelName,
  offersWords,
  priceSource,
  priceWords,
  usualWords,
  videoCost,
} from "./models";

/** The values of the variables that name models. */
const modelsIn = (variables: Readonly<Record<string, unknown>>) =>
  Object.entries(variables).flatMap(([name, value]) =>
    /_MODELS?$/.test(name) ? [value].flat().map(String) : [],
  );

test.each([
  ["fal-ai/veo3.1/fast", "Veo 3.1 Fast"],
  ["fal-ai/veo3.1", "Veo 3.1"],
  ["fal-ai/kling-video/v3/pro/text-to-video", "Kling 3 Pro"],
  ["sora-2-pro", "Sora 2 Pro"],
  ["gpt-6-luna", "GPT-6 Luna"],
  ["gpt-image-2", "GPT Image 2"],
  ["gpt-6-luna + gpt-image-2", "GPT-6 Luna and GPT Image 2"],
  ["gpt-4o-mini-tts", "GPT-4o Mini TTS"],
  ["fal-ai/some-new-model/text-to-video", "Some New Model"],
  ["tts", "tts"],
])("the model %s is called %s", (id, name) => {
  expect(modelName(id)).toBe(name);
});

test("an id stands beside a name that does not say it already", () => {
  const ids = ["sora-2", "sora-2-pro", "fal-ai/veo3.1/fast", "somebody/else"];
  expect(ids.map(idBesideName)).toEqual(["", "", "fal-ai/veo3.1/fast", "somebody/else"]);
});

test("what a model is good for is said of those we know, and never made up of an id", () => {
  expect(goodFor("fal-ai/veo3.1/fast")).toMatch(/motion/);
  expect(goodFor("fal-ai/veo3.1/fast")).not.toBe(goodFor("fal-ai/veo3.1"));
  expect([goodFor("gpt-9"), goodFor("gpt-image-2.6-flare"), goodFor("fal-ai/some-new-model")]).toEqual([
    null,
    null,
    null,
  ]);
});

test("every model that is there by default has something said of it; two that work together have both", () => {
  stubEnvironment();
  const ids = [openai, media, fal, batches].flatMap(({ config }) => modelsIn(config.variables()));
  expect(ids.filter((id) => goodFor(id) === null)).toEqual([]);
  expect(ids.length).toBeGreaterThan(6);
  expect(goodFor("gpt-6-luna + gpt-image-2")).toBe(`${goodFor("gpt-6-luna")} ${goodFor("gpt-image-2")}`);
});

const price = { usd: 0.1, per: "second", asOf: "2026-11-21", source: "its page" } as const;

test("prices are said by their units, with their date and source, and none is made up", () => {
  expect(priceWords([price])).toBe("$0.10 a second");
  expect(priceWords([{ ...price, usd: 0.06, per: "1,000 characters" }])).toBe("$0.06 for 1,000 characters");
  expect(priceWords([{ ...price, usd: 0.005, per: "megapixel" }])).toBe("$0.005 a megapixel");
  expect(priceWords([])).toBe("price not known");
  expect(priceSource([price])).toBe("As of 21\u00a0Nov\u00a02026: its page");
  expect(priceSource([])).toBe("");
});

test("what has several units has a price of each, and their one source is said once", () => {
  const tokens = [
    { ...price, usd: 2, per: "1M input tokens" },
    { ...price, usd: 8, per: "1M output tokens" },
  ] as const;
  expect(priceWords(tokens)).toBe("$2.00 for 1M input tokens and $8.00 for 1M output tokens");
  expect(priceSource(tokens)).toBe("As of 21\u00a0Nov\u00a02026: its page");
});

test("what a video will cost is known where its model is paid by the second, and by nothing else", () => {
  expect(videoCost([price], 8)).toBe("about $0.80 for 8 s");
  expect([videoCost([price], undefined), videoCost([], 8)]).toEqual([null, null]);
  expect(videoCost([{ ...price, per: "picture" }], 8)).toBeNull();
  expect(videoCost([price, { ...price, per: "picture" }], 8)).toBeNull();
});

test("how long a model usually takes is said as a range, or not at all", () => {
  expect(usualWords({ usual: { lowMs: 31_000, highMs: 38_000 } })).toBe("Usually 30 to 40 s");
  expect(usualWords({ usual: { lowMs: 1_000, highMs: 2_000 } })).toBe("Usually some seconds");
  expect(usualWords({ usual: null })).toBeNull();
});

test("under who makes it, time and price are said once; what differs among several stands with each of them", () => {
  const usual = { lowMs: 31_000, highMs: 38_000 };
  const offer = { provider: "fal", providerLabel: "fal", model: "a", seconds: [], sizes: [], refusal: null };
  const one = { ...offer, usual, usualAgain: null, prices: [price] };
  const unknown = { ...one, usual: null, prices: [] };
  expect(offersWords([one])).toBe("Usually 30 to 40 s · $0.10 a second");
  expect(offersWords([{ ...one, usual: null }])).toBe("Time not known yet · $0.10 a second");
  expect(offersWords([unknown])).toBe("Time not known yet · price not known");
  expect(offersWords([unknown, unknown, unknown])).toBe("Time not known yet · price not known");
  expect(offersWords([one, unknown])).toBe("Time not known yet · prices under More");
  expect(differences([one, one])).toEqual({ time: false, price: false });
  expect(differences([one, { ...one, usual: null }])).toEqual({ time: true, price: false });
  expect(differences([one, { ...one, prices: [] }])).toEqual({ time: false, price: true });
});
