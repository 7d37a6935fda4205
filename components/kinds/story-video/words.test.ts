import { expect, test } from "vitest";
import type { JobError } from "@/lib/jobs/job-error";
import { sceneFixture, storyFixture, thereFixture } from "@/tests/support/story-fixture";
import { standingOf } from "./scene-standing";
import { newsOf, storyNow, type StoryNow } from "./story-news";
import { spoiltScenes, storyVideoWords } from "./words";

const picture = thereFixture("picture-01.jpg");
const voice = thereFixture("voice-01.flac");
const segment = thereFixture("segment-01.mp4");
const lit = { state: "developing", url: null, reason: null } as const;
const spoilt = { state: "spoilt", url: null, reason: "It was refused." } as const;

test("the banner says the documented words of every stage, and what is done before there is a script", () => {
  const said = (...[details, fields]: Parameters<typeof storyFixture>) =>
    storyVideoWords.banner?.(storyFixture(details, fields));
  expect(said({ scenes: [] })).toBe("Writing the script...");
  expect(said()).toBe("Generating assets...");
  expect(said({ videoStatus: "assets_missing" })).toBe("Generating assets...");
  expect(said({ videoStatus: "assets_generated" })).toBe("Validating assets...");
  expect(said({ videoStatus: "rendering" })).toBe("Rendering video...");
  expect(said({}, { status: "pending", stageLabel: "Waiting to start" })).toBe("Waiting to start");
});

test("how much is there is told in pictures and voices, then in scenes, then as a film", () => {
  const { developed } = storyVideoWords;
  const scenes = [sceneFixture(1, { picture, voice }), sceneFixture(2, { picture })];
  expect(developed(storyFixture({ scenes }))).toBe("3 of 4 pictures and voices are here");
  expect(developed(storyFixture({ scenes }, { status: "failed" }))).toBe(
    "3 of 4 pictures and voices are kept",
  );
  const rendered = [sceneFixture(1, { picture, voice, segment }), sceneFixture(2, { picture, voice })];
  expect(developed(storyFixture({ scenes: rendered }))).toBe("1 of 2 scenes rendered");
  const film = { url: "/f", durationMs: 62_000, bytes: 1, captionsUrl: "", subtitlesUrl: "", scriptUrl: "" };
  expect(developed(storyFixture({ scenes: rendered, film }, { status: "completed" }))).toBe(
    "A film of 1:02 in 2 scenes",
  );
  expect(developed(storyFixture({ scenes: [] }, { status: "failed" }))).toBe("No film was made");
  expect(storyVideoWords.kept?.(storyFixture({ scenes }))).toEqual({ done: 3, of: 4 });
});

test("a scene says what it waits for, what is made of it, and what came to nothing", () => {
  const said = (
    fields: Parameters<typeof sceneFixture>[1],
    status: "processing" | "failed" = "processing",
    error: JobError | null = null,
  ) => standingOf(sceneFixture(1, fields), { status, error }).words;
  expect(said({})).toBe("picture and voice to come");
  expect(said({ picture: lit })).toBe("picture and voice under way");
  expect(said({ picture, voice: lit })).toBe("voice under way");
  expect(said({ picture, voice })).toBe("to be rendered");
  expect(said({ picture, voice, segment: lit })).toBe("being rendered");
  expect(said({ picture, voice, segment })).toBe("rendered");
  expect(said({ picture: spoilt, voice })).toBe("picture spoilt");
  expect(said({ picture, voice: spoilt })).toBe("voice spoilt");
  expect(said({ picture, voice, segment: spoilt })).toBe("not rendered");
  expect(said({ voice }, "failed")).toBe("no picture");
  expect(said({ picture, voice }, "failed")).toBe("ready to be rendered");
  const refusal = { code: "moderation", message: "Scene 1, its voice: no", retryable: false, charged: false };
  expect(said({ picture, voice: spoilt }, "failed", refusal)).toBe("voice refused");
  expect(said({ picture: spoilt, voice }, "failed", refusal)).toBe("picture spoilt");
  expect(said({ picture, voice: spoilt }, "failed", { ...refusal, code: "failed" })).toBe("voice spoilt");
});

test("a refused scene is advised about by its number, once the story has ended", () => {
  const scenes = [sceneFixture(1), sceneFixture(2, { picture: spoilt }), sceneFixture(3, { voice: spoilt })];
  const error = { code: "moderation", message: "no", retryable: false, charged: false };
  const failed = storyFixture({ scenes }, { status: "failed", error });
  expect(spoiltScenes(failed).map(({ number }) => number)).toEqual([2, 3]);
  expect(storyVideoWords.advice?.(error, failed)).toMatch(/^Change what scenes 2 and 3 say or show/);
  expect(storyVideoWords.advice?.({ ...error, retryable: true }, failed)).toBeNull();
  expect(spoiltScenes(storyFixture({ scenes }))).toEqual([]);
});

test("what a remake makes besides is said where scenes are refused together", () => {
  const error = { code: "moderation", message: "no", retryable: false, charged: false };
  const said = (...scenes: ReturnType<typeof sceneFixture>[]) =>
    storyVideoWords.advice?.(error, storyFixture({ scenes }, { status: "failed", error }));
  const whole = sceneFixture(1, { picture, voice });
  expect(said(whole, sceneFixture(2, { picture: spoilt, voice }))).toBe(
    "Change what scene 2 says or shows, and only that is made again. The rest is kept, and not paid for again.",
  );
  expect(said(whole, sceneFixture(2, { picture: spoilt }))).toMatch(
    /^Change what scene 2 says or shows\. With what you change, one more that is missing is made as well and paid for; it may have been charged already\. The rest is kept/,
  );
  expect(
    said(whole, sceneFixture(2, { picture: spoilt, voice }), sceneFixture(3, { voice: spoilt })),
  ).toMatch(
    /scenes 2 and 3 say or show\. With what you change, 2 more that are missing are made as well and paid for; some of it may/,
  );
});

test("where every picture and voice is kept, what is left costs nothing more", () => {
  const scenes = [sceneFixture(1, { picture, voice, segment: spoilt })];
  const failed = storyFixture({ scenes }, { status: "failed" });
  expect(storyVideoWords.freeRetry?.(failed)).toMatch(
    /^Retry renders what is missing .* nothing is paid again\.$/,
  );
  expect(spoiltScenes(failed)).toEqual([]);
  expect(storyVideoWords.freeRetry?.(storyFixture({ scenes: [] }, { status: "failed" }))).toBeNull();
  expect(storyVideoWords.freeRetry?.(storyFixture({ scenes: [sceneFixture(1, { picture })] }))).toBeNull();
});

test("every change of status is told once, in order", () => {
  const scenes = [sceneFixture(1, { picture, voice: lit })];
  const told = [
    storyFixture({ scenes: [] }),
    storyFixture({ scenes }),
    storyFixture({ scenes, videoStatus: "assets_missing" }),
    storyFixture({ scenes, videoStatus: "assets_missing" }),
    storyFixture({ scenes, videoStatus: "assets_generated" }),
    storyFixture({ scenes, videoStatus: "rendering" }),
    storyFixture({ scenes, videoStatus: "completed" }, { status: "completed" }),
  ];
  const titles = told.slice(1).map((job, at) => newsOf(storyNow(told[at] ?? job), storyNow(job), job)?.title);
  expect(titles).toEqual([
    "The script is written",
    "The first of it is here",
    undefined,
    "All pictures and voices are here",
    "The film is being rendered",
    "The film is ready",
  ]);
});

test("what goes on after it was over is told as that, and a failure is one whatever there is of the story", () => {
  const scenes = [sceneFixture(1, { picture, voice: lit })];
  const told = (before: StoryNow, ...[details, fields]: Parameters<typeof storyFixture>) => {
    const job = storyFixture({ scenes, ...details }, fields);
    return newsOf(before, storyNow(job), job);
  };
  const again = { title: "It is being made again", description: "Only what is missing is made." };
  for (const before of ["completed", "failed"] as const) {
    for (const videoStatus of [
      "script_generated",
      "assets_missing",
      "assets_generated",
      "rendering",
    ] as const) {
      expect(told(before, { videoStatus })).toEqual(again);
    }
    expect(told(before, { scenes: [] })?.title).toBe("The script is being written");
  }
  expect(told("failed", { videoStatus: "completed" }, { status: "completed" })?.title).toBe(
    "The film is ready",
  );
  expect(told("completed", { videoStatus: "failed" }, { status: "failed" })?.title).toMatch(/ failed$/);
  // Without a renderer a story ends with its assets.
  const error = { code: "no_renderer", message: "No renderer.", retryable: true, charged: false };
  for (const before of ["assets_generated", "rendering"] as const) {
    const news = told(before, { videoStatus: "assets_generated" }, { status: "failed", error });
    expect(news).toMatchObject({ title: "The paper boat failed" });
    expect(news?.description).toMatch(/^No renderer\./);
  }
});

test.each([
  ["script", 0, "the script"],
  ["assets", 4, "scene 3, its picture"],
  ["assets", 5, "scene 3, its voice"],
  ["rendering", 2, "scene 3, its segment"],
  ["joining", 0, "the film"],
])("a piece of %s is called what it is: %i", (step, slot, name) => {
  expect(storyVideoWords.piece(step, slot)).toBe(name);
});
