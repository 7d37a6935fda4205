import { describe, expect, test } from "vitest";
import { StoryInput } from "./story-input";
import { jobWith, slotWork } from "@/tests/support/sample-jobs";
import { scriptAnswer, writtenStory } from "@/tests/support/sample-stories";
import { stubEnvironment } from "@/tests/support/stub-environment";
import { pictureText, scriptOf } from "./story-script";
import { storyVideo } from "./story-video";

stubEnvironment({
  STORY_MODEL: "gpt-6-sol",
  IMAGE_MODEL: "gpt-image-2",
  FAL_SPEECH_MODEL: "fal-ai/kokoro/x",
});

const story = "Marta waits.\nA ship comes.";
const input = StoryInput.parse({ story, scenes: 3, style: "ink", height: 96 });
const job = writtenStory(3);
const engines = storyVideo.engines(input);
const asked = (slot: number, part: "picture" | "voice", given = input) => {
  const engine = engines[part];
  if (!engine) throw new Error("every part has its engine");
  return storyVideo.request(slotWork(given, "assets", slot, { job, engine }));
};

test("script, pictures and voices are each by the engine that is configured", () => {
  expect(engines).toMatchObject({
    script: { provider: "openai", model: "gpt-6-sol" },
    picture: { provider: "openai", model: expect.stringContaining("gpt-image-2") },
    voice: { provider: "fal", model: "fal-ai/kokoro/x" },
  });
  expect(storyVideo.offers().map(({ provider }) => provider)).toEqual(["openai", "openai", "fal"]);
});

test("how many assets and segments there are follows from the script; before, nobody knows", () => {
  const counts = (of: typeof job) =>
    ["script", "assets", "rendering", "joining"].map((step) => storyVideo.slots(input, step, of));
  expect(counts(jobWith())).toEqual([1, null, null, 1]);
  expect(counts(job)).toEqual([1, 6, 3, 1]);
});

describe("what is asked for", () => {
  test("the writer gets the story as what to work on, and none of it as instructions", () => {
    const engine = { provider: "openai", model: "gpt-6-luna" };
    const request = storyVideo.request(slotWork(input, "script", 0, { engine }));
    expect(request).toMatchObject({
      provider: "openai",
      body: { type: "json", model: "gpt-6-luna", input: story, name: "story_script" },
    });
    expect(JSON.stringify({ ...request.body, input: "" })).not.toContain("A ship comes");
  });

  test.each([
    ["landscape", "1536x864"],
    ["portrait", "864x1536"],
    ["square", "1024x1024"],
  ] as const)("pictures at even slots, %s in %s, with the sheet of the film", (shape, size) => {
    const script = scriptOf(job);
    expect(asked(2, "picture", { ...input, shape })).toEqual({
      provider: "openai",
      body: {
        type: "picture",
        model: engines["picture"]?.model,
        prompt: script && pictureText(script, 1, "ink"),
        size,
      },
    });
  });

  test("voices at odd slots, of the narration alone, in the voice of the story", () => {
    const body = { type: "speech", model: "fal-ai/kokoro/x", voice: "warm", text: "Marta waits for ship 3." };
    expect(asked(5, "voice")).toEqual({ provider: "fal", body });
    expect(asked(5, "voice", { ...input, voice: "deep" })).toMatchObject({ body: { voice: "deep" } });
  });

  test("nothing of a scene that the script does not have, nor of who cannot make it", () => {
    expect(() => asked(6, "picture")).toThrow("no scene 4");
    expect(() => asked(0, "voice")).not.toThrow();
    expect(() => asked(1, "picture")).toThrow("openai makes no voices");
  });
});

test("a writer's answer that is no script is spoilt, and was paid for; pictures and voices are not judged here", () => {
  const spoilt = (step: string, text?: string) =>
    storyVideo.spoilt?.(step, 0, { files: [], ...(text !== undefined && { text }) });
  for (const answer of [undefined, "", "{", JSON.stringify(scriptAnswer(0))]) {
    expect(spoilt("script", answer)).toMatchObject({ code: "no_result", retryable: true, charged: true });
  }
  expect(spoilt("script", JSON.stringify(scriptAnswer(3)))).toBeNull();
  expect(spoilt("assets")).toBeNull();
});

test("files and pieces are called after their scenes, counted from 1", () => {
  const named = (step: string, numbers: readonly number[]) =>
    numbers.map((number) => storyVideo.resultName(number, step));
  expect(named("assets", [1, 2, 5, 24])).toEqual(["picture-01", "voice-01", "picture-03", "voice-12"]);
  expect(named("rendering", [1, 12])).toEqual(["segment-01", "segment-12"]);
  expect([...named("script", [1]), ...named("joining", [1])]).toEqual(["script", "film"]);
  const pieces = [
    ["script", 0],
    ["assets", 4],
    ["assets", 5],
    ["rendering", 2],
    ["joining", 0],
  ] as const;
  expect(pieces.map(([step, slot]) => storyVideo.profile.pieceName?.(step, slot))).toEqual([
    "The script",
    "Scene 3, its picture",
    "Scene 3, its voice",
    "Scene 3, its segment",
    "The film",
  ]);
});

test("what a user sees of it: a title, the story, no files of theirs", () => {
  expect([storyVideo.title(input), storyVideo.prompt(input), storyVideo.uploads(input)]).toEqual([
    "Marta waits.",
    story,
    [],
  ]);
  expect(storyVideo.opening(input)).toBe("Wrote a story");
  // Once there is a script, it is called what that calls it.
  expect(storyVideo.title(input, jobWith())).toBe("Marta waits.");
  expect(storyVideo.title(input, job)).toBe(scriptOf(job)?.title);
  expect(scriptOf(job)?.title).toBeTruthy();
});
