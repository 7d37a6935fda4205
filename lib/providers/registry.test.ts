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

describe("who makes the pictures of stories, and who their voices,", () => {
  const makersWith = async (variables: Record<string, string | undefined>) => {
    const { offeredPictureModel, offeredVoiceModel } = await registryWith({ ...noProviders, ...variables });
    return [offeredPictureModel(), offeredVoiceModel()].map(({ provider, model }) => `${provider}: ${model}`);
  };
  const [luna, openai, flux, openaiVoice, minimax] = [
    "openai: gpt-6-luna + gpt-image-2",
    "openai-media: gpt-image-2",
    "fal: fal-ai/flux-2",
    "openai-media: gpt-4o-mini-tts",
    "fal: fal-ai/minimax/speech-2.8-turbo",
  ];
  const gateway = { OPENAI_MEDIA_BASE_URL: "https://media.test/v1", OPENAI_MEDIA_API_KEY: "key" };
  const both = { OPENAI_API_KEY: "key", FAL_KEY: "key" };

  test.each<[Record<string, string>, string, string]>([
    [both, luna, minimax],
    [{ OPENAI_API_KEY: "key" }, luna, openaiVoice],
    [{ FAL_KEY: "key" }, flux, minimax],
    [gateway, openai, openaiVoice],
    [{ ...gateway, FAL_KEY: "key" }, openai, minimax],
  ])("is the first that is configured: %o", async (variables, picture, voice) => {
    expect(await makersWith(variables)).toEqual([picture, voice]);
  });

  test.each<[Record<string, string>, string, string]>([
    [{ ...both, STORY_PICTURE_PROVIDER: "fal", STORY_VOICE_PROVIDER: "openai-media" }, flux, openaiVoice],
    [{ ...both, STORY_PICTURE_PROVIDER: "openai-media" }, openai, minimax],
    [{ OPENAI_API_KEY: "key", STORY_VOICE_PROVIDER: "fal" }, luna, minimax],
  ])("is whoever is named, configured or not: %o", async (variables, picture, voice) => {
    expect(await makersWith(variables)).toEqual([picture, voice]);
  });

  test.each<[Record<string, string>, string, string]>([
    [{}, "openai: w + i", "fal: a/c"],
    [
      { STORY_PICTURE_PROVIDER: "openai-media", STORY_VOICE_PROVIDER: "openai-media" },
      "openai-media: i",
      "openai-media: s",
    ],
    [{ STORY_PICTURE_PROVIDER: "fal" }, "fal: a/b", "fal: a/c"],
  ])("work with the models that are configured: %o", async (others, picture, voice) => {
    const models = {
      STORY_MODEL: "w",
      IMAGE_MODEL: "i",
      SPEECH_MODEL: "s",
      FAL_IMAGE_MODEL: "a/b",
      FAL_SPEECH_MODEL: "a/c",
    };
    expect(await makersWith({ ...both, ...models, ...others })).toEqual([picture, voice]);
  });

  test("is somebody where nobody is configured, who then says what is missing", async () => {
    expect(await makersWith({})).toEqual([luna, minimax]);
    const { offeredPictureModel, offeredVoiceModel, requireProvider } = await registryWith(noProviders);
    for (const { provider, model } of [offeredPictureModel(), offeredVoiceModel()]) {
      const refusal = await requireProvider(provider).refusal?.(model, new Date());
      expect(refusal).toMatch(/is not configured: \w+_KEY is missing/);
    }
  });

  test.each([
    { STORY_PICTURE_PROVIDER: "astria", STORY_VOICE_PROVIDER: "openai" },
    { FAL_QUEUE_URL: "queue" },
    { OPENAI_BASE_URL: "somewhere" },
  ])("is never a reason to fail, whatever is set wrong: %o", async (wrong) => {
    const { offeredPictureModel, offeredVoiceModel, providerVariables, ...registry } =
      await registryWith(wrong);
    expect(registry.makesPictures(offeredPictureModel().provider)).toBe(true);
    expect(registry.makesVoices(offeredVoiceModel().provider)).toBe(true);
    for (const name of Object.keys(wrong)) expect(providerVariables).toThrow(`${name}: `);
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
  const { makesPictures, makesVideos, makesVoices, providerNamed } = await registryWith();
  expect(providerNamed(name)).toBeUndefined();
  for (const makes of [makesPictures, makesVideos, makesVoices]) expect(makes(name)).toBe(false);
});
