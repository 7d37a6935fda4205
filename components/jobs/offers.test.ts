import { expect, test } from "vitest";
import type { Offer } from "@/lib/jobs/offer";
import { chosenOffer, madeBy, modelsOf, offerAgain, whyRefused } from "./offers";

const offer = (model: string, refusal: string | null = null): Offer => ({
  provider: "fal",
  providerLabel: "fal",
  model,
  seconds: [],
  sizes: [],
  refusal,
  usual: null,
  usualAgain: null,
  prices: [],
});

test("a form is refused only where every offer is, each reason once", () => {
  expect(whyRefused([offer("a", "fal is not configured."), offer("b")])).toBeNull();
  expect(whyRefused([offer("a", "fal is not configured."), offer("b", "fal is not configured.")])).toBe(
    "fal is not configured.",
  );
  expect(whyRefused([])).not.toBeNull();
});

test("a refused model is never the chosen one while another can be had", () => {
  const offers = [offer("a", "Retired."), offer("b"), offer("c")];
  expect(chosenOffer(offers, "a")?.model).toBe("b");
  expect(chosenOffer(offers, "c")?.model).toBe("c");
  expect(chosenOffer(offers, "")?.model).toBe("b");
});

test("where there is nothing to choose, the form says who makes it", () => {
  expect(madeBy([offer("fal-ai/veo3.1/fast")])).toBe("Made by fal with Veo 3.1 Fast.");
  expect(madeBy([{ ...offer(""), providerLabel: "Astria", model: null }])).toBe("Made by Astria.");
  expect(madeBy([offer("fal-ai/veo3.1")], false, "Answered")).toBe("Answered by fal with Veo 3.1.");
  expect(madeBy([offer("a"), offer("b")])).toBeNull();
  expect(madeBy([offer("a", "fal is not configured.")])).toBeNull();
  expect(madeBy([])).toBeNull();
});

test("where several make it together, the form names each with all that it makes it with", () => {
  const together = [
    { ...offer("gpt-6-luna"), providerLabel: "OpenAI" },
    { ...offer("gpt-image-2"), providerLabel: "OpenAI" },
    offer("fal-ai/voices"),
  ];
  expect(madeBy(together, true)).toBe(
    "Made by OpenAI with GPT-6 Luna and GPT Image 2, and by fal with Voices. Each charges for its part.",
  );
  expect(madeBy(together.slice(0, 2), true)).toBe("Made by OpenAI with GPT-6 Luna and GPT Image 2.");
  expect(madeBy([...together, offer("x", "Retired.")], true)).toBeNull();
  // One that does several parts, alone and with another, is one model.
  const parts = [{ ...offer("gpt-6-luna"), providerLabel: "OpenAI" }];
  parts.push({ ...offer("gpt-6-luna + gpt-image-2"), providerLabel: "OpenAI" });
  expect(madeBy(parts, true)).toBe("Made by OpenAI with GPT-6 Luna and GPT Image 2.");
  expect(modelsOf(parts)).toEqual(["gpt-6-luna", "gpt-image-2"]);
});

test("what goes on with a trained model takes the time of the rest, and costs no training", () => {
  const price = { usd: 1.5, per: "training", asOf: "2026-11-26", source: "x" } as const;
  const picture = { ...price, usd: 0.1, per: "picture" } as const;
  const whole = {
    ...offer("a"),
    usual: { lowMs: 400_000, highMs: 990_000 },
    usualAgain: { lowMs: 40_000, highMs: 90_000 },
    prices: [price, picture],
  };
  expect(offerAgain(whole)).toMatchObject({ usual: whole.usualAgain, prices: [picture] });
});
