import { describe, expect, test } from "vitest";
import type { JobView } from "@/lib/jobs/job-view";
import type { SceneFile, StoryDetails, StoryScene } from "@/lib/jobs/story";
import { jobFixture } from "@/tests/support/job-fixture";
import { toVideoStatus } from "./video-status";

const path = "/api/jobs/1/artifacts/";
const latent: SceneFile = { state: "latent", url: null, reason: null };
const file = (name: string): SceneFile => ({
  state: "developed",
  url: `${path}${name}?v=0123abcd`,
  reason: null,
});
const scene: StoryScene = {
  number: 1,
  narration: "Marta waits.",
  picturePrompt: "Marta",
  mood: "calm",
  picture: latent,
  voice: latent,
  segment: latent,
  startMs: null,
  durationMs: null,
};
const writing: StoryDetails = {
  videoStatus: "script_generated",
  title: null,
  shape: "landscape",
  hasCaptions: true,
  scenes: [],
  film: null,
  earlierFilm: null,
};
const written = { ...writing, title: "The lamp", scenes: [scene] };

const answer = (details: StoryDetails, view: Partial<JobView> = {}) =>
  toVideoStatus(jobFixture({ kind: "story_video", status: "processing", details: { ...details }, ...view }));

describe("the documented status of a story", () => {
  test("says that the script is being written, while it is", () => {
    expect(answer(writing)).toEqual({
      id: expect.any(String),
      status: "script_generated",
      progress: 0,
      stage: "Writing the script...",
      storyboard_json: { scenes: [] },
    });
  });

  test.each([
    ["script_generated", 20, "Generating assets..."],
    ["assets_missing", 20, "Generating assets..."],
    ["assets_generated", 60, "Validating assets..."],
    ["rendering", 80, "Rendering video..."],
    ["completed", 100, "Video ready!"],
    ["failed", 0, "Processing failed"],
  ] as const)("%s is at %i, with the document's stage", (videoStatus, progress, stage) => {
    expect(answer({ ...written, videoStatus })).toMatchObject({
      status: videoStatus,
      progress,
      stage,
      title: "The lamp",
    });
  });

  test("has the addresses of what is there, and its lengths in seconds", () => {
    const film = {
      url: `${path}film.mp4`,
      durationMs: 61_250,
      bytes: 1,
      captionsUrl: `${path}film.vtt?v=0123abcd`,
      subtitlesUrl: `${path}film.srt`,
      scriptUrl: `${path}film.txt`,
    };
    const scenes = [
      { ...scene, picture: file("picture-01.jpg"), voice: file("voice-01.wav"), durationMs: 5_100 },
    ];
    const names = ["film.mp4", "film.vtt", "film.srt", "film.txt", "picture-01.jpg", "voice-01.wav"];
    const resultUrls = names.map((name) => `https://app.test${path}${name}`);
    const told = answer(
      { ...written, videoStatus: "completed", scenes, film },
      { status: "completed", resultUrls },
    );
    expect(told).toMatchObject({
      video_url: resultUrls[0],
      captions_url: resultUrls[1],
      srt_url: resultUrls[2],
      script_url: resultUrls[3],
      duration: 61.25,
      storyboard_json: {
        scenes: [
          {
            number: 1,
            narration: "Marta waits.",
            image_url: resultUrls[4],
            audio_url: resultUrls[5],
            duration: 5.1,
          },
        ],
      },
    });
    expect(told).not.toHaveProperty("error");
  });

  test("says why it failed, that it was canceled, and where it stays without a renderer", () => {
    const error = {
      code: "rejected",
      message: "Scene 3, its picture: no.",
      retryable: false,
      charged: false,
    };
    const failed = { ...written, videoStatus: "failed" as const };
    expect(answer(failed, { status: "failed", error })).toMatchObject({ progress: 0, error: error.message });
    expect(answer(failed, { status: "canceled" })).toMatchObject({ status: "failed", error: "Canceled." });
    const stuck = answer({ ...written, videoStatus: "assets_generated" }, { status: "failed", error });
    expect(stuck).toMatchObject({ progress: 60, stage: "Assets ready", error: error.message });
  });
});
