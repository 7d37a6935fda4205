import { expect, test } from "vitest";
import { simulatedProviders } from "./simulated-providers";

const simulated = (given = {}) => Object.keys(simulatedProviders("http://sandbox.test", "whsec_1", given));

test("a provider that the user has not configured is played by the sandbox", () => {
  expect(simulatedProviders("http://sandbox.test", "whsec_1", { ASTRIA_API_KEY: "" })).toMatchObject({
    ASTRIA_API_KEY: "sandbox",
    ASTRIA_BASE_URL: "http://sandbox.test/astria",
    OPENAI_API_KEY: "sandbox",
    OPENAI_BASE_URL: "http://sandbox.test/openai/v1",
    OPENAI_WEBHOOK_SECRET: "whsec_1",
    FAL_KEY: "sandbox",
    FAL_QUEUE_URL: "http://sandbox.test/fal",
    FAL_API_URL: "http://sandbox.test/fal/v1",
    FAL_JWKS_URL: "http://sandbox.test/fal/.well-known/jwks.json",
  });
});

test.each([
  [{ ASTRIA_API_KEY: "sd_mine" }, /^ASTRIA_/],
  [{ OPENAI_API_KEY: "sk-mine" }, /^OPENAI_/],
  [{ OPENAI_BASE_URL: "https://gateway.test/v1" }, /^OPENAI_/],
  [{ FAL_KEY: "mine" }, /^FAL_/],
])("with %o, nothing of that provider's is simulated, and the others are", (given, names) => {
  expect(simulated(given)).toEqual(simulated().filter((name) => !names.test(name)));
});
