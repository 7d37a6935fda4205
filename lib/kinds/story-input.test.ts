import { describe, expect, test, vi } from "vitest";
import { stubEnvironment } from "@/tests/support/stub-environment";

/** What comes of it in a process that starts with these variables. */
async function given(input: unknown, env: Record<string, string> = {}) {
  vi.resetModules();
  stubEnvironment({ STORY_FILM_HEIGHT: undefined, ...env });
  const { GivenStoryInput } = await import("./story-input");
  return GivenStoryInput.safeParse(input);
}

const story = "A fox crosses a frozen lake.";

describe("a story as a user sends it", () => {
  test("takes 20,000 characters, 3 to 12 scenes, a voice, a shape, a style, and no captions", async () => {
    const input = {
      story: "x".repeat(20_000),
      scenes: 12,
      voice: "deep",
      shape: "square",
      style: "ink",
      captions: false,
    };
    expect((await given(input)).data).toEqual({ ...input, height: 720 });
    expect((await given({ story: `  ${story}\n`, scenes: "3" })).data).toEqual({
      story,
      scenes: 3,
      height: 720,
    });
  });

  test.each([
    {},
    { story: "" },
    { story: " \n\u200B" },
    { story: 7 },
    { story: "x".repeat(20_001) },
    { story: "half \ud800" },
    { story, scenes: 2 },
    { story, scenes: 13 },
    { story, scenes: 3.5 },
    { story, scenes: "many" },
    { story, voice: "loud" },
    { story, shape: "round" },
    { story, style: "x".repeat(201) },
    { story, captions: "yes" },
    { story, height: 96 },
    { story, edits: {} },
    null,
    [story],
  ])("is refused as %j", async (input) => {
    expect((await given(input)).success).toBe(false);
  });

  test("is filmed as high as is configured when it is sent: 96 to 1,080 pixels, an even number", async () => {
    expect((await given({ story }, { STORY_FILM_HEIGHT: "1080" })).data?.height).toBe(1_080);
    for (const wrong of ["94", "97", "1082", "tall"]) {
      await expect(given({ story }, { STORY_FILM_HEIGHT: wrong })).rejects.toThrow("STORY_FILM_HEIGHT: ");
    }
  });
});

describe("a change of a scene", async () => {
  const { SceneChange } = await import("./story-input");

  test.each([
    { narration: "Anew." },
    { picturePrompt: "A door" },
    { narration: "Anew.", picturePrompt: "A door" },
  ])("can be %j", (change) => expect(SceneChange.parse(change)).toEqual(change));

  test.each([
    {},
    { narration: "" },
    { narration: "x".repeat(1_001) },
    { picturePrompt: " " },
    { picturePrompt: "x".repeat(1_001) },
    { narration: 7 },
    { narration: "Anew.", mood: "sad" },
    null,
  ])("cannot be %j", (change) => expect(SceneChange.safeParse(change).success).toBe(false));
});
