import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import type { Job, Operation } from "@/lib/jobs/job";
import { noon, operationWith } from "@/tests/support/sample-jobs";
import { fileOf, keptWork, writtenStory } from "@/tests/support/sample-stories";
import { storyDetails, storyResult } from "./story-details";

const scenes = 3;
const written = writtenStory(scenes);
const assets = Array.from({ length: 2 * scenes }, (_, slot) => keptWork("assets", slot));
const segments = Array.from({ length: scenes }, (_, slot) =>
  keptWork("rendering", slot, { facts: { frames: 100 } }),
);
const film = keptWork("joining", 0, { facts: { durationMs: 9_000, starts: [0, 2_500, 6_000] } });
const filmFiles = ["mp4", "vtt", "srt", "txt"].map((extension) => fileOf(film, `film.${extension}`));

const pieceWith = (fields: Partial<Operation>) =>
  operationWith({ step: "rendering", slot: 0, provider: null, runningAt: null, ...fields });

/** A story of which so many assets are kept, and all that was begun besides. */
function storyWith(kept: number, operations: Job["operations"] = [], fields: Partial<Job> = {}): Job {
  return {
    ...written,
    operations: [...written.operations, ...assets.slice(0, kept), ...operations],
    artifacts: assets.slice(0, kept).map((each) => fileOf(each, `asset-${each.slot}.bin`)),
    ...fields,
  };
}
const over = { completedAt: noon, nextCheckAt: null };
const failedWith = (code: string) =>
  ({ ...over, status: "failed", error: { code, message: "No.", retryable: true, charged: false } }) as const;
const status = (job: Job) => storyDetails(job).videoStatus;

describe("the status of a story", () => {
  test("goes through the document's words as more of it is there, and never back", () => {
    const planned = pieceWith({ state: "planned" });
    const running = pieceWith({ state: "running", runningAt: noon });
    const course = [
      { ...written, operations: [] },
      ...Array.from({ length: 2 * scenes + 1 }, (_, kept) => storyWith(kept)),
      storyWith(6, [planned]),
      storyWith(6, [running]),
      // Put back after trouble, to be made again.
      storyWith(6, [{ ...planned, runningAt: noon }]),
      storyWith(6, segments),
      storyWith(6, [...segments, film]),
      storyWith(6, [...segments, film], { ...over, status: "completed" }),
    ];
    expect(course.map(status)).toEqual([
      "script_generated",
      "script_generated",
      ...Array.from({ length: 5 }, () => "assets_missing"),
      "assets_generated",
      "assets_generated",
      "rendering",
      "rendering",
      "rendering",
      "rendering",
      "completed",
    ]);
  });

  test("stays at rendering where a piece finds that one of the pictures or voices is none, until the attempt is over", () => {
    const failed = pieceWith({ state: "failed", runningAt: noon });
    const found = storyWith(5, [failed]);
    expect(status(found)).toBe("rendering");
    expect(status({ ...found, ...failedWith("voice_silent") })).toBe("failed");
    expect(status({ ...found, attempt: 2 })).toBe("assets_missing");
  });

  test("of a part that is made anew begins at its assets, whatever was rendered before", () => {
    const remade = { attempt: 2 };
    expect(status(storyWith(5, segments, remade))).toBe("assets_missing");
    expect(status(storyWith(6, segments, remade))).toBe("assets_generated");
    const anew = pieceWith({ state: "running", runningAt: noon, attempt: 2 });
    expect(status(storyWith(6, [...segments, anew], remade))).toBe("rendering");
    expect(status(storyWith(6, [{ ...anew, supersededAt: noon }], remade))).toBe("assets_generated");
  });

  test("counts what is in our storage, not what a provider says it made", () => {
    const made = { ...storyWith(6), artifacts: [] };
    expect(status(made)).toBe("script_generated");
  });

  test("is failed once it failed or was canceled, whatever is there", () => {
    expect(status(storyWith(6, [], failedWith("rejected")))).toBe("failed");
    expect(status(storyWith(2, [], { ...over, status: "canceled" }))).toBe("failed");
  });

  test("stays at its assets where nothing here can render: they are what there is", () => {
    // That it cannot be made was found before it was begun.
    const piece = pieceWith({ state: "failed" });
    expect(status(storyWith(6, [piece]))).toBe("assets_generated");
    expect(status(storyWith(6, [piece], failedWith("no_renderer")))).toBe("assets_generated");
  });
});

describe("the details of a story", () => {
  test("have no scene before there is a script, and say how it was asked for", () => {
    const input = { story: "Marta waits.", shape: "portrait", captions: false, height: 96 };
    expect(storyDetails({ ...written, operations: [], input })).toEqual({
      videoStatus: "script_generated",
      title: null,
      shape: "portrait",
      hasCaptions: false,
      scenes: [],
      film: null,
      earlierFilm: null,
    });
  });

  test("show each scene's picture and voice as they come, and why one did not", () => {
    const refused = operationWith({
      step: "assets",
      slot: 3,
      state: "failed",
      error: { code: "moderation", message: "Not this.", retryable: false, charged: false },
    });
    const { scenes: shown, title, hasCaptions } = storyDetails(storyWith(3, [refused]));
    expect([title, hasCaptions, shown.length]).toEqual(["The lamp", true, 3]);
    expect(shown[0]).toEqual({
      number: 1,
      narration: "Marta waits for ship 1.",
      picturePrompt: "Marta at window 1",
      mood: "tender",
      picture: {
        state: "developed",
        url: expect.stringMatching(/\/artifacts\/asset-0\.bin\?v=\w+$/),
        reason: null,
      },
      voice: {
        state: "developed",
        url: expect.stringMatching(/\/artifacts\/asset-1\.bin\?v=\w+$/),
        reason: null,
      },
      segment: { state: "latent", url: null, reason: null },
      startMs: null,
      durationMs: null,
    });
    expect(shown[1]).toMatchObject({
      picture: { state: "developed" },
      voice: { state: "spoilt", url: null, reason: "Not this." },
    });
  });

  const anew: Job["operations"][number] = { ...film, id: randomUUID(), supersededAt: noon };
  const anewFiles = ["mp4", "vtt", "srt", "txt"].map((extension) => fileOf(anew, `film.${extension}`));

  test("show the film of before a scene was made anew until there is another, and count it for nothing", () => {
    const before = storyWith(5, [...segments.slice(2), anew]);
    const remade = { ...before, attempt: 2, artifacts: [...before.artifacts, ...anewFiles] };
    const details = storyDetails(remade);
    expect(details.earlierFilm).toMatchObject({
      url: expect.stringContaining("film.mp4"),
      durationMs: 9_000,
    });
    expect(details).toMatchObject({ videoStatus: "assets_missing", film: null });
    expect(details.scenes.map((scene) => [scene.voice.state, scene.startMs])[2]).toEqual(["latent", null]);
    expect(storyResult(remade)).toEqual({ title: "The lamp", scenes: 3 });
    const operations = [...remade.operations, film];
    const both = { ...remade, operations, artifacts: [...before.artifacts, ...filmFiles] };
    expect(storyDetails(both)).toMatchObject({ film: { durationMs: 9_000 }, earlierFilm: null });
    expect(storyDetails({ ...remade, artifacts: remade.artifacts.slice(0, -1) }).earlierFilm).toBeNull();
  });

  test("show the picture of a scene that is being made anew no more", () => {
    const [old] = assets;
    if (!old) throw new Error("there is no picture");
    const story = storyWith(6);
    const operations = story.operations.map((each) =>
      each === old ? { ...each, supersededAt: noon } : each,
    );
    const [scene] = storyDetails({ ...story, operations }).scenes;
    expect(scene?.picture).toEqual({ state: "latent", url: null, reason: null });
  });

  test("give what is made anew under the same name another address", () => {
    const story = storyWith(1);
    const urlWith = (sha256: string) => {
      const artifacts = story.artifacts.map((each) => ({ ...each, sha256 }));
      return storyDetails({ ...story, artifacts }).scenes[0]?.picture.url;
    };
    expect(urlWith("0123456789".repeat(4))).toMatch(/\/asset-0\.bin\?v=01234567$/);
    expect(urlWith("a123456789".repeat(4))).toMatch(/\/asset-0\.bin\?v=a1234567$/);
  });

  test("show the film with its times once all of its files are there", () => {
    const joined = storyWith(6, [...segments, film]);
    const done = { ...joined, artifacts: [...joined.artifacts, ...filmFiles] };
    const details = storyDetails(done);
    const at = (name: string) => expect.stringMatching(new RegExp(`/artifacts/film\\.${name}\\?v=\\w+$`));
    expect(details.film).toEqual({
      url: at("mp4"),
      durationMs: 9_000,
      bytes: 10,
      captionsUrl: at("vtt"),
      subtitlesUrl: at("srt"),
      scriptUrl: at("txt"),
    });
    expect(details.scenes.map(({ startMs, durationMs }) => [startMs, durationMs])).toEqual([
      [0, 2_500],
      [2_500, 3_500],
      [6_000, 3_000],
    ]);
    for (const missing of filmFiles) {
      const artifacts = done.artifacts.filter((each) => each !== missing);
      expect(storyDetails({ ...done, artifacts }).film).toBeNull();
    }
  });
});

test("the result of a story is its film, what it is called, and how long it is; never the writer's raw answer", () => {
  expect(storyResult(storyWith(6, [...segments, film]))).toEqual({
    title: "The lamp",
    scenes: 3,
    videos: 1,
    durationMs: 9_000,
  });
  expect(storyResult({ ...written, operations: [] })).toEqual({});
});
