import { beforeEach, describe, expect, test, vi } from "vitest";
import { z } from "zod";
import { noProviders, stubEnvironment } from "@/tests/support/stub-environment";
import { videoRequest } from "@/tests/support/video-requests";
import type { StartRequest } from "./registry";

beforeEach(() => vi.resetModules());

/** The registry of a process that starts with these variables. */
function registryWith(variables: Record<string, string | undefined> = {}) {
  stubEnvironment(variables);
  return import("./registry");
}

describe("the providers' variables", () => {
  test("lead to the real ones unless told otherwise", async () => {
    const { providerVariables } = await registryWith({
      ASTRIA_BASE_URL: undefined,
      ASTRIA_BRANCH: "",
      OPENAI_BASE_URL: undefined,
      FAL_QUEUE_URL: "",
    });
    expect(providerVariables()).toMatchObject({
      ASTRIA_BASE_URL: "https://api.astria.ai",
      ASTRIA_BRANCH: "flux1",
      OPENAI_BASE_URL: "https://api.openai.com/v1",
      FAL_QUEUE_URL: "https://queue.fal.run",
    });
  });

  test("are read as what they are: addresses without a slash at their end, numbers, lists", async () => {
    const { providerVariables } = await registryWith({
      ASTRIA_BASE_URL: "http://sandbox.test/astria/",
      ASTRIA_BASE_TUNE_ID: "1504944",
      FAL_VIDEO_MODELS: " fal-ai/one, ,fal-ai/two",
    });
    expect(providerVariables()).toMatchObject({
      ASTRIA_BASE_URL: "http://sandbox.test/astria",
      ASTRIA_BASE_TUNE_ID: 1_504_944,
      FAL_VIDEO_MODELS: ["fal-ai/one", "fal-ai/two"],
    });
  });

  test("that are wrong are all named at once", async () => {
    const wrong = { ASTRIA_BASE_TUNE_ID: "none", FAL_QUEUE_URL: "queue", VIDEO_PROVIDER: "astria" };
    const { providerVariables } = await registryWith(wrong);
    for (const name of Object.keys(wrong)) expect(providerVariables).toThrow(`${name}: `);
  });

  test("that are wrong leave the other providers alone", async () => {
    const { providerNamed } = await registryWith({ FAL_QUEUE_URL: "queue" });
    expect(providerNamed("fal")?.variables).toThrow("FAL_QUEUE_URL: ");
    expect(providerNamed("astria")?.baseUrl()).toBe("http://sandbox.test/astria");
  });
});

describe("the video models on offer", () => {
  const makersWith = async (variables: Record<string, string | undefined>) =>
    new Set((await registryWith(variables)).offeredVideoModels().map(({ provider }) => provider));

  test.each([
    [{ OPENAI_API_KEY: "key", FAL_KEY: "key" }, ["openai-videos", "fal"]],
    [{ FAL_KEY: "key" }, ["fal"]],
    [{}, []],
  ])("are those of every provider that is configured: %o", async (variables, makers) => {
    expect(await makersWith({ ...noProviders, ...variables })).toEqual(new Set(makers));
  });

  test.each(["openai-videos", "fal"])(
    "are those of %s alone where it is the one to make videos",
    async (name) => {
      expect(await makersWith({ VIDEO_PROVIDER: name })).toEqual(new Set([name]));
    },
  );

  test("come only from providers that make videos: another is refused, and they are named", async () => {
    await expect(makersWith({ VIDEO_PROVIDER: "astria" })).rejects.toThrow(
      /VIDEO_PROVIDER: .*openai-videos.*fal/,
    );
  });
});

describe("a request", () => {
  const tune: StartRequest = { provider: "astria", body: { type: "tune", name: "woman" } };

  test("is read as its provider does, which leaves out what it does not know", async () => {
    const { prepare, providerNamed } = await registryWith();
    const more = { ...tune, body: { ...tune.body, title: "Ada" } };
    const { provider, name, request } = prepare(more);
    expect([provider, name]).toEqual([providerNamed("astria"), "astria"]);
    expect(request).toEqual({ body: { type: "tune", name: "woman" }, files: [] });
  });

  test.each<[string, unknown]>([
    ["an unknown sort", { provider: "astria", body: { type: "song" } }],
    ["another provider's words", { ...videoRequest("fal"), provider: "openai" }],
    ["too few words", { provider: "openai", body: { type: "answer", prompt: "Why?" } }],
  ])("of %s is refused before its provider is asked", async (_what, request) => {
    const { prepare } = await registryWith();
    expect(() => prepare(request as StartRequest)).toThrow(z.ZodError);
  });

  test("can be made though a provider's variables are wrong: that may be mended, and is asked when it is started", async () => {
    const { prepare } = await registryWith({ ASTRIA_BASE_URL: "astria" });
    expect(prepare(tune).name).toBe("astria");
  });
});

test.each(["nobody", "constructor", ""])("there is no provider %o", async (name) => {
  const { makesVideos, providerNamed } = await registryWith();
  expect([providerNamed(name), makesVideos(name)]).toEqual([undefined, false]);
});
