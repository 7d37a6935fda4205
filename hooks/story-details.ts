import type { JobView } from "@/lib/jobs/job-view";
import {
  storyShapes,
  storyVoices,
  type SceneFile,
  type StoryDetails,
  type StoryFilm,
  type StoryScene,
  type StoryShape,
  type StoryVoice,
  type VideoStatus,
} from "@/lib/jobs/story";

type Told = Pick<JobView, "details" | "input">;

const statuses: readonly VideoStatus[] = [
  "script_generated",
  "assets_missing",
  "assets_generated",
  "rendering",
  "completed",
  "failed",
];

const fileStates: readonly SceneFile["state"][] = ["latent", "developing", "developed", "spoilt"];

/** What the view of a story says of its scenes and its film. What it leaves out is nothing yet. */
export function storyOf({ details, input }: Told): StoryDetails {
  const told = details ?? {};
  const scenes = told["scenes"];
  const hasCaptions = told["hasCaptions"] ?? input["captions"];
  return {
    videoStatus: oneOf(statuses, told["videoStatus"]) ?? "script_generated",
    title: textIn(told, "title") || null,
    shape: oneOf(storyShapes, told["shape"]) ?? shapeAsked(input),
    hasCaptions: hasCaptions !== false,
    scenes: Array.isArray(scenes) ? scenes.flatMap(sceneOf) : [],
    film: filmOf(told["film"]),
    earlierFilm: filmOf(told["earlierFilm"]),
  };
}

/** What a story was asked for, as its form has it; what was left to us is empty. */
export function storyAsked({ input }: Pick<JobView, "input">) {
  const scenes = numberIn(input, "scenes");
  return {
    story: textIn(input, "story"),
    scenes: scenes === null ? "" : String(scenes),
    voice: voiceIn(input) ?? "",
    shape: shapeAsked(input),
    style: textIn(input, "style"),
    captions: input["captions"] === false ? "off" : "on",
  };
}

function shapeAsked(input: Record<string, unknown>): StoryShape {
  return oneOf(storyShapes, input["shape"]) ?? "landscape";
}

function voiceIn(input: Record<string, unknown>): StoryVoice | null {
  return oneOf(storyVoices, input["voice"]);
}

function sceneOf(value: unknown): StoryScene[] {
  const scene = recordOf(value);
  const number = scene && numberIn(scene, "number");
  if (!scene || number === null) return [];
  return [
    {
      number,
      narration: textIn(scene, "narration"),
      picturePrompt: textIn(scene, "picturePrompt"),
      mood: textIn(scene, "mood"),
      picture: fileOf(scene["picture"]),
      voice: fileOf(scene["voice"]),
      segment: fileOf(scene["segment"]),
      startMs: numberIn(scene, "startMs"),
      durationMs: numberIn(scene, "durationMs"),
    },
  ];
}

function fileOf(value: unknown): SceneFile {
  const file = recordOf(value) ?? {};
  return {
    state: oneOf(fileStates, file["state"]) ?? "latent",
    url: textIn(file, "url") || null,
    reason: textIn(file, "reason") || null,
  };
}

function filmOf(value: unknown): StoryFilm | null {
  const film = recordOf(value);
  if (!film || textIn(film, "url") === "") return null;
  return {
    url: textIn(film, "url"),
    durationMs: numberIn(film, "durationMs") ?? 0,
    bytes: numberIn(film, "bytes") ?? 0,
    captionsUrl: textIn(film, "captionsUrl"),
    subtitlesUrl: textIn(film, "subtitlesUrl"),
    scriptUrl: textIn(film, "scriptUrl"),
  };
}

function oneOf<T>(known: readonly T[], value: unknown): T | null {
  return known.find((each) => each === value) ?? null;
}

function recordOf(value: unknown): Record<string, unknown> | null {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : null;
}

function textIn(record: Record<string, unknown>, name: string): string {
  const value = record[name];
  return typeof value === "string" ? value : "";
}

function numberIn(record: Record<string, unknown>, name: string): number | null {
  const value = record[name];
  return typeof value === "number" ? value : null;
}
