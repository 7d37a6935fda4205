import { z } from "zod";
import type { Artifact, Job, Operation } from "@/lib/jobs/job";
import { tokensOf } from "@/lib/jobs/result";
import { operationAt } from "@/lib/jobs/slots";
import type { SceneFile, StoryDetails, StoryFilm, StoryScene, VideoStatus } from "@/lib/jobs/story";
import { versionPath } from "@/lib/jobs/artifact";
import { frameAt } from "@/lib/jobs/to-view";
import type { StoryInput } from "./story-input";
import { scriptOf, type Script } from "./story-script";

/** What whoever joined the film noted of it: its length, and where each scene begins, in milliseconds. */
const FilmFacts = z.object({ durationMs: z.number(), starts: z.array(z.number()) });
type FilmFacts = z.infer<typeof FilmFacts>;

/** What a story's page shows. */
export function storyDetails(job: Job): StoryDetails {
  const { shape = "landscape", captions = true } = job.input as Partial<StoryInput>;
  const script = scriptOf(job);
  const joining = operationAt(job, "joining", 0);
  const facts = filmFacts(joining);
  const film = filmOf(job, joining);
  return {
    videoStatus: videoStatusOf(job, script),
    title: script?.title ?? null,
    shape,
    hasCaptions: captions,
    scenes: script?.scenes.map((scene, index) => sceneView(job, scene, index, facts)) ?? [],
    film,
    earlierFilm: film ? null : earlierFilm(job),
  };
}

/** What a finished story has to show. */
export function storyResult(job: Job): Record<string, unknown> {
  const script = scriptOf(job);
  const facts = filmFacts(operationAt(job, "joining", 0));
  const tokensUsed = tokensOf(job);
  return {
    ...(script && { title: script.title, scenes: script.scenes.length }),
    ...(facts && { videos: 1, durationMs: facts.durationMs }),
    ...(tokensUsed !== null && { tokensUsed }),
  };
}

/** How a story stands, computed from what there is of it. It never goes back, unless something is made anew. */
function videoStatusOf(job: Job, script: Script | null): VideoStatus {
  if (job.status === "completed") return "completed";
  const isOver = job.status === "failed" || job.status === "canceled";
  if (isOver && job.error?.code !== "no_renderer") return "failed";
  if (!script) return "script_generated";
  // Before what is there is counted: a piece may find that some of that is no picture, or no voice, and is still a part of
  // this attempt.
  if (!isOver && isBegun(job)) return "rendering";
  const count = 2 * script.scenes.length;
  const slots = Array.from({ length: count }, (_, slot) => slot);
  const kept = slots.filter((slot) => frameAt(job, "assets", slot).url !== null).length;
  if (kept === 0) return "script_generated";
  if (kept < count) return "assets_missing";
  return "assets_generated";
}

/** Whether anything of the film was begun in this attempt, by somebody who can make it. */
function isBegun({ attempt, operations }: Job): boolean {
  return operations.some(
    (each) =>
      each.attempt === attempt &&
      each.provider === null &&
      each.supersededAt === null &&
      each.runningAt !== null,
  );
}

function sceneView(
  job: Job,
  { narration, picturePrompt, mood }: Script["scenes"][number],
  index: number,
  film: FilmFacts | null,
): StoryScene {
  const startMs = film?.starts[index] ?? null;
  const endMs = film && (film.starts[index + 1] ?? film.durationMs);
  return {
    number: index + 1,
    narration,
    picturePrompt,
    mood,
    picture: fileAt(job, "assets", 2 * index),
    voice: fileAt(job, "assets", 2 * index + 1),
    segment: fileAt(job, "rendering", index),
    startMs,
    durationMs: startMs === null || endMs === null ? null : endMs - startMs,
  };
}

function fileAt(job: Job, step: string, slot: number): SceneFile {
  const { state, url, reason } = frameAt(job, step, slot);
  return { state, url, reason };
}

function filmFacts(joining: Operation | undefined): FilmFacts | null {
  return FilmFacts.safeParse(joining?.output?.facts).data ?? null;
}

/** Of films that were superseded the last one's files are there: each takes the place of the one before. */
function earlierFilm(job: Job): StoryFilm | null {
  const superseded = job.operations.filter(
    ({ step, supersededAt }) => step === "joining" && supersededAt !== null,
  );
  return superseded.map((joining) => filmOf(job, joining)).find((film) => film !== null) ?? null;
}

/** `null` until all four files of it are there. */
function filmOf(job: Job, joining: Operation | undefined): StoryFilm | null {
  const facts = filmFacts(joining);
  if (!joining || !facts) return null;
  const files = job.artifacts.filter((each) => each.operationId === joining.id);
  const fileWith = (extension: string) => files.find(({ name }) => name.endsWith(`.${extension}`));
  const [video, captions, subtitles, script] = ["mp4", "vtt", "srt", "txt"].map(fileWith);
  if (!video || !captions || !subtitles || !script) return null;
  const urlOf = (file: Artifact) => versionPath(job.id, file);
  return {
    url: urlOf(video),
    durationMs: facts.durationMs,
    bytes: video.bytes,
    captionsUrl: urlOf(captions),
    subtitlesUrl: urlOf(subtitles),
    scriptUrl: urlOf(script),
  };
}
