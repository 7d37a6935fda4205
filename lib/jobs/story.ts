import type { FrameView } from "./job-view";

/** The shapes of a story's film. */
export const storyShapes = ["landscape", "portrait", "square"] as const;
export type StoryShape = (typeof storyShapes)[number];

/** Who can tell a story; each provider of voices has one of its own for every name. */
export const storyVoices = ["warm", "calm", "bright", "deep"] as const;
export type StoryVoice = (typeof storyVoices)[number];

/** How a story's video stands, in the words of the documented story system. */
export type VideoStatus =
  | "script_generated"
  | "assets_missing"
  | "assets_generated"
  | "rendering"
  | "completed"
  | "failed";

/** Something that is made for a scene, from a ghost to a file. */
export type SceneFile = Pick<FrameView, "state" | "url" | "reason">;

/** A scene of a story, as far as it exists. Times in milliseconds from the start of the film. */
export interface StoryScene {
  /** Counted from 1. */
  number: number;
  narration: string;
  picturePrompt: string;
  mood: string;
  picture: SceneFile;
  voice: SceneFile;
  segment: SceneFile;
  /** `null` until it is rendered. */
  startMs: number | null;
  durationMs: number | null;
}

/** What a story's page shows besides what every job has: `details` of its view. */
export interface StoryDetails {
  videoStatus: VideoStatus;
  /** What the script calls it; `null` until there is one. */
  title: string | null;
  shape: StoryShape;
  /** Whether captions are burnt into the picture. */
  hasCaptions: boolean;
  /** Empty until there is a script. */
  scenes: StoryScene[];
  /** `null` until it is joined. */
  film: StoryFilm | null;
  /** Until then the one of before a scene was made anew, where there is one: it shows that scene as it was. */
  earlierFilm: StoryFilm | null;
}

/** The finished film, and what belongs to it. */
export interface StoryFilm {
  url: string;
  durationMs: number;
  bytes: number;
  /** WebVTT. */
  captionsUrl: string;
  /** SubRip. */
  subtitlesUrl: string;
  /** The script as plain text. */
  scriptUrl: string;
}
