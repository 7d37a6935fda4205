import { expect, test } from "vitest";
import { allKinds } from "@/lib/kinds/registry";
import { providerNames } from "@/lib/providers/registry";
import { usualTimes } from "@/sandbox/usual-times";
import { simulatedProviders } from "./simulated-providers";
import { simulatedTimes } from "./simulated-times";

const sandbox = "http://127.0.0.1:54400";

test("ten times as fast, work is supposed to take a tenth, and what goes on around it as long as ever", () => {
  const env = simulatedProviders(sandbox, "whsec_x");
  const training = (speed: number) =>
    simulatedTimes(sandbox, speed, env).find(({ step }) => step === "training");
  expect(training(1)).toMatchObject({ provider: "astria", p50_ms: 46_500 });
  expect(training(10)).toMatchObject({ provider: "astria", p50_ms: 6_000 });
});

test("nothing is supposed of a provider that is asked with the user's own key", () => {
  const env = simulatedProviders(sandbox, "whsec_x", { ASTRIA_API_KEY: "mine" });
  const providers = new Set(simulatedTimes(sandbox, 1, env).map(({ provider }) => provider));
  expect(providers).toEqual(new Set(["openai-videos", "fal", "openai", "openai-batches"]));
});

test("every time is that of a step of a kind, by a provider that there is, and every kind has some", () => {
  for (const { kind, step, provider, p50Ms, p90Ms } of usualTimes) {
    const known = allKinds().find(({ profile }) => profile.kind === kind);
    const stage = known?.profile.steps.find(({ name }) => name === step);
    expect(stage, `${kind} ${step}`).toBeDefined();
    expect(providerNames).toContain(provider);
    expect(p50Ms).toBeLessThanOrEqual(p90Ms);
  }
  const kinds = new Set(usualTimes.map(({ kind }) => kind));
  expect(kinds).toEqual(new Set(allKinds().map(({ profile }) => profile.kind)));
});
