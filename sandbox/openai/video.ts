import { z } from "zod";
import { Fate } from "../core/fate";
import { unixSeconds, videoTimes, type Times } from "./timing";
import { wireId } from "./wire-id";

/** What the sandbox remembers of a video; everything that changes with time is derived from the id. */
export const Video = z.object({
  id: z.number(),
  prompt: z.string(),
  model: z.string(),
  seconds: z.string(),
  size: z.string(),
  /** A picture to start from lies in the blobs, under `referenceOf`. */
  hasReference: z.boolean(),
  fate: Fate,
});
export type Video = z.infer<typeof Video>;

interface Pace {
  seed: number;
  speed: number;
}

/** How long a finished video can be downloaded; not scaled by speed. */
const KEPT_MS = 3_600_000;

export const VIDEO = "video_";

export function referenceOf({ id }: Video): string {
  return `${VIDEO}${id}.reference`;
}

/** Of a video, also when its content goes. */
export function timesOfVideo(video: Video, pace: Pace): Times & { expiresAt: number } {
  const times = videoTimes(video.id, pace);
  return { ...times, expiresAt: times.finishedAt + KEPT_MS };
}

/** The video object on the wire, as of `now` (milliseconds). */
export function videoJson(video: Video, pace: Pace, now: number) {
  const { createdAt, finishedAt, expiresAt } = timesOfVideo(video, pace);
  const status = statusOf(video, pace, now);
  const completed = status === "completed";
  return {
    id: wireId(VIDEO, video.id),
    object: "video",
    model: video.model,
    status,
    progress: progressOf(video, pace, now),
    created_at: unixSeconds(createdAt),
    completed_at: completed ? unixSeconds(finishedAt) : null,
    expires_at: completed ? unixSeconds(expiresAt) : null,
    prompt: video.prompt,
    seconds: video.seconds,
    size: video.size,
    remixed_from_video_id: null,
    error: status === "failed" ? errorOf(video.fate) : null,
  };
}

export function statusOf(
  video: Video,
  pace: Pace,
  now: number,
): "queued" | "in_progress" | "completed" | "failed" {
  const { startedAt, finishedAt } = timesOfVideo(video, pace);
  if (now < startedAt) return "queued";
  if (now < finishedAt) return "in_progress";
  return video.fate === "success" ? "completed" : "failed";
}

/** 0 while queued, 1 to 99 in progress, 100 when completed; a failed one stops on the way. */
function progressOf(video: Video, pace: Pace, now: number): number {
  const { startedAt, finishedAt } = timesOfVideo(video, pace);
  if (now < startedAt) return 0;
  if (now >= finishedAt) return video.fate === "success" ? 100 : 99;
  return 1 + Math.floor((98 * (now - startedAt)) / (finishedAt - startedAt));
}

function errorOf(fate: Fate): { code: string; message: string } {
  return fate === "moderation"
    ? {
        code: "moderation_blocked",
        message:
          "Your request was rejected by the safety system <b>(moderation_blocked)</b>. Please change it and try again.",
      }
    : { code: "server_error", message: "The server had an error while processing your request." };
}
