import { beforeEach, describe, expect, test, vi } from "vitest";
import { jobWith, slotWork } from "@/tests/support/sample-jobs";
import { noProviders, stubEnvironment } from "@/tests/support/stub-environment";

const wide = { id: "sora-2", seconds: [4, 8, 12], sizes: ["720x1280", "1280x720"] };
const valid = { prompt: "A fox crosses a frozen lake" };

const makers = {
  ...noProviders,
  OPENAI_API_KEY: "key",
  OPENAI_BASE_URL: "http://openai.test/v1",
  FAL_KEY: "key",
};

/** The kind in this environment, where two providers make videos unless it says otherwise. */
async function inEnvironment(variables: Record<string, string | undefined> = {}) {
  vi.resetModules();
  stubEnvironment({ ...makers, ...variables });
  return (await import("./sora")).sora;
}

/** What a user may send. */
const givenOf = (kind: typeof sora) => kind.given ?? kind.input;

let sora: Awaited<ReturnType<typeof inEnvironment>>;
beforeEach(async () => {
  sora = await inEnvironment();
});

const refusals = (input: unknown, kind = sora) =>
  givenOf(kind)
    .safeParse(input)
    .error?.issues.map((issue) => [issue.path.join("."), issue.message]);

describe("the input", () => {
  test("without choices is filled in from the first model on offer", () => {
    expect(givenOf(sora).parse(valid)).toEqual({
      ...valid,
      model: wide.id,
      seconds: wide.seconds[0],
      size: wide.sizes[0],
    });
  });

  test("without a length or a size is given the chosen model's first", () => {
    const model = "fal-ai/veo3.1/fast";
    expect(givenOf(sora).parse({ ...valid, model })).toMatchObject({ model, seconds: 8, size: "1280x720" });
  });

  test.each([8, "8"])("takes %o seconds as a number", (seconds) => {
    expect(givenOf(sora).parse({ ...valid, seconds })).toMatchObject({ seconds: 8 });
  });

  test("takes a prompt of many lines, and of 4,000 characters", () => {
    for (const prompt of ["A fox\n\ncrosses\na lake", "x".repeat(4_000)]) {
      expect(givenOf(sora).parse({ prompt }).prompt).toBe(prompt);
    }
  });

  test.each<[string, Record<string, unknown>, string, string]>([
    ["no prompt", { prompt: " " }, "prompt", "Describe the video."],
    ["an endless prompt", { prompt: "x".repeat(4_001) }, "prompt", "At most 4000 characters."],
    ["a model nobody offers", { model: "dream-9" }, "model", "There is no such video model."],
    [
      "a length the model does not take",
      { seconds: 5 },
      "seconds",
      "sora-2 makes videos of 4, 8 or 12 seconds.",
    ],
    [
      "a size the model does not take",
      { size: "1024x1792" },
      "size",
      "sora-2 makes videos of 720x1280 or 1280x720 pixels.",
    ],
  ])("refuses %s, in words for a person", (_what, fields, field, message) => {
    expect(refusals({ ...valid, ...fields })).toEqual([[field, message]]);
  });

  test.each([
    { seconds: "many" },
    { seconds: "8.5" },
    { seconds: "" },
    { image: "../../etc/passwd" },
    { image: "" },
    { webhook: "http://elsewhere.test" },
    { prompt: "\0" },
    { prompt: undefined },
  ])("refuses %o", (fields) => {
    expect(givenOf(sora).safeParse({ ...valid, ...fields }).success).toBe(false);
  });

  test("is refused where nobody makes videos, with what to do", async () => {
    const kind = await inEnvironment(noProviders);
    expect(refusals(valid, kind)).toEqual([["model", expect.stringContaining("Set FAL_KEY")]]);
    expect(kind.offers()).toEqual([]);
  });
});

describe("the models on offer", () => {
  test("are those of every configured provider, each with its maker", () => {
    expect(sora.offers()).toEqual([
      { provider: "openai-videos", model: wide.id, seconds: wide.seconds, sizes: wide.sizes },
      expect.objectContaining({ provider: "openai-videos", model: "sora-2-pro" }),
      expect.objectContaining({ provider: "fal", model: "fal-ai/veo3.1/fast" }),
    ]);
  });

  test("are those of one provider, if told so", async () => {
    const kind = await inEnvironment({ VIDEO_PROVIDER: "fal" });
    expect(kind.offers().map((offer) => offer.provider)).toEqual(["fal"]);
  });

  test("have the closed ones last, so that none of them is the default", async () => {
    const kind = await inEnvironment({ OPENAI_BASE_URL: "https://api.openai.com/v1" });
    expect(kind.offers().map((offer) => offer.provider)).toEqual(["fal", "openai-videos", "openai-videos"]);
    expect(givenOf(kind).parse(valid).model).toBe("fal-ai/veo3.1/fast");
  });
});

describe("a job", () => {
  const input = () => givenOf(sora).parse({ ...valid, model: "fal-ai/veo3.1/fast", image: "user/a.jpg" });

  test("is done by whoever makes its model, which is kept in the record", () => {
    const engines = (input: Parameters<typeof sora.engines>[0]) => sora.engines(input)["generating"];
    expect(engines(input())).toEqual({ provider: "fal", model: "fal-ai/veo3.1/fast" });
    expect(engines(givenOf(sora).parse(valid))).toEqual({ provider: "openai-videos", model: "sora-2" });
  });

  test("goes on with what its record says, whatever the configuration says by now", async () => {
    const engine = { provider: "openai-videos", model: "sora-2-pro" };
    const recorded = input();
    const elsewhere = await inEnvironment({ VIDEO_PROVIDER: "fal", FAL_VIDEO_MODELS: "fal-ai/other" });
    expect(elsewhere.input.parse(recorded)).toEqual(recorded);
    expect(elsewhere.request(slotWork(recorded, "generating", 0, { engine }))).toEqual({
      provider: "openai-videos",
      files: ["user/a.jpg"],
      body: { model: "sora-2-pro", prompt: valid.prompt, seconds: 8, size: "1280x720" },
    });
  });

  test("of an old record asks for what its input says", () => {
    const engine = { provider: "openai-videos", model: null };
    const request = sora.request(slotWork(givenOf(sora).parse(valid), "generating", 0, { engine }));
    expect(request).toMatchObject({ provider: "openai-videos", body: { model: "sora-2" } });
    expect(request).not.toHaveProperty("files");
  });

  test("is asked of nobody who makes no videos", () => {
    expect(() => sora.request(slotWork(input(), "generating"))).toThrow("astria makes no videos");
  });

  test("is one operation, and one file", () => {
    expect([sora.slots(input(), "generating", jobWith()), sora.resultName(1, "generating")]).toEqual([
      1,
      "video",
    ]);
    expect(sora.uploads(input())).toEqual(["user/a.jpg"]);
    expect(sora.uploads(givenOf(sora).parse(valid))).toEqual([]);
  });

  test("is checked every 5 s, is overdue after 10 minutes and fails after 15", () => {
    const { steps, deadlineMs, graceMs, automaticRetries, mostRunning } = sora.profile;
    expect(steps.map((step) => step.intervalMs)).toEqual([5_000]);
    expect([deadlineMs, deadlineMs + graceMs]).toEqual([600_000, 900_000]);
    expect([automaticRetries, mostRunning]).toEqual([2, 3]);
  });

  test("is called by the first line of its prompt", () => {
    const long = givenOf(sora).parse({ prompt: "A fox\ncrosses a lake" });
    expect([sora.title(long), sora.prompt(long)]).toEqual(["A fox", "A fox\ncrosses a lake"]);
    expect(sora.opening(long)).toBe("Wrote a prompt");
    expect(sora.opening(input())).toBe("Wrote a prompt and chose a picture");
  });
});
