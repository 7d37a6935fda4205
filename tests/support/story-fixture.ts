import type { JobView } from "@/lib/jobs/job-view";
import type { SceneFile, StoryDetails, StoryFilm, StoryScene } from "@/lib/jobs/story";
import { jobFixture } from "./job-fixture";

const latent: SceneFile = { state: "latent", url: null, reason: null };

/** A file of a scene that is there. */
export function thereFixture(name: string): SceneFile {
  return { state: "developed", url: `/api/jobs/story/artifacts/${name}`, reason: null };
}

/** A film that is there, with all that belongs to it. */
export const filmFixture: StoryFilm = {
  url: "/api/jobs/story/artifacts/film.mp4?v=1",
  durationMs: 62_000,
  bytes: 1,
  captionsUrl: "/api/jobs/story/artifacts/film.vtt?v=1",
  subtitlesUrl: "/api/jobs/story/artifacts/film.srt?v=1",
  scriptUrl: "/api/jobs/story/artifacts/film.txt?v=1",
};

/** A scene of which nothing is made yet. */
export function sceneFixture(number: number, fields: Partial<StoryScene> = {}): StoryScene {
  return {
    number,
    narration: `Words of scene ${number}.`,
    picturePrompt: `Picture of scene ${number}.`,
    mood: "calm",
    picture: latent,
    voice: latent,
    segment: latent,
    startMs: null,
    durationMs: null,
    ...fields,
  };
}

/** A story whose script is written, and nothing more, for tests. */
export function storyFixture(details: Partial<StoryDetails> = {}, fields: Partial<JobView> = {}): JobView {
  const story: StoryDetails = {
    videoStatus: "script_generated",
    title: "The paper boat",
    shape: "landscape",
    hasCaptions: true,
    scenes: [1, 2, 3].map((number) => sceneFixture(number)),
    film: null,
    earlierFilm: null,
    ...details,
  };
  return jobFixture({
    kind: "story_video",
    stage: "assets",
    stageLabel: "Making pictures and voices",
    title: "A keeper finds a boat",
    provider: "OpenAI",
    input: { story: "A keeper finds a boat.", height: 720 },
    details: { ...story },
    ...fields,
  });
}
