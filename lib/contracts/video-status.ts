import type { JobView } from "@/lib/jobs/job-view";
import type { StoryDetails, StoryScene, VideoStatus } from "@/lib/jobs/story";

/** What `GET /api/video-status` answers, in the words of the documented story system. Durations in seconds. */
export interface VideoStatusAnswer {
  id: string;
  status: VideoStatus;
  /** 0 to 100. */
  progress: number;
  stage: string;
  title?: string;
  video_url?: string;
  /** WebVTT, and SubRip. */
  captions_url?: string;
  srt_url?: string;
  script_url?: string;
  duration?: number;
  storyboard_json: { scenes: SceneAnswer[] };
  error?: string;
}

/** One scene, with `null` for what there is not yet. */
export interface SceneAnswer {
  number: number;
  narration: string;
  image_url: string | null;
  audio_url: string | null;
  duration: number | null;
}

/** What the document says of each status. */
const told = {
  script_generated: { progress: 20, stage: "Generating assets..." },
  assets_missing: { progress: 20, stage: "Generating assets..." },
  assets_generated: { progress: 60, stage: "Validating assets..." },
  rendering: { progress: 80, stage: "Rendering video..." },
  completed: { progress: 100, stage: "Video ready!" },
  failed: { progress: 0, stage: "Processing failed" },
} as const satisfies Record<VideoStatus, { progress: number; stage: string }>;

/** A story's state in the document's words; it has none for a script that is being written, which has a stage of ours. */
export function toVideoStatus(view: JobView): VideoStatusAnswer {
  const { videoStatus, title, scenes, film } = view.details as unknown as StoryDetails;
  const error = errorOf(view);
  // Only without a renderer does a story end with all it needs for its film.
  const isStuck = error !== undefined && videoStatus === "assets_generated";
  const urlOf = (address: string) => {
    const [path = address] = address.split("?");
    return view.resultUrls.find((url) => url.endsWith(path)) ?? path;
  };
  return {
    id: view.id,
    status: videoStatus,
    ...told[videoStatus],
    ...(title === null &&
      videoStatus === "script_generated" && { progress: 0, stage: "Writing the script..." }),
    ...(isStuck && { stage: "Assets ready" }),
    ...(title !== null && { title }),
    ...(film && {
      video_url: urlOf(film.url),
      captions_url: urlOf(film.captionsUrl),
      srt_url: urlOf(film.subtitlesUrl),
      script_url: urlOf(film.scriptUrl),
      duration: film.durationMs / 1_000,
    }),
    storyboard_json: { scenes: scenes.map((scene) => sceneAnswer(scene, urlOf)) },
    ...(error !== undefined && { error }),
  };
}

function sceneAnswer(
  { number, narration, picture, voice, durationMs }: StoryScene,
  urlOf: (path: string) => string,
): SceneAnswer {
  return {
    number,
    narration,
    image_url: picture.url && urlOf(picture.url),
    audio_url: voice.url && urlOf(voice.url),
    duration: durationMs === null ? null : durationMs / 1_000,
  };
}

function errorOf({ status, error }: JobView): string | undefined {
  if (status === "canceled") return "Canceled.";
  return status === "failed" ? (error?.message ?? "The video could not be made.") : undefined;
}
