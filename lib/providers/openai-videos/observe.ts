import type { JobError } from "@/lib/jobs/job-error";
import type { OfferedFile } from "@/lib/jobs/job";
import type { Observation } from "@/lib/jobs/outcome";
import { failureOf } from "../failure";
import { config } from "./config";
import { contentUrl } from "./film";
import type { Video } from "./wire";

/**
 * What an answer about the video that we know as `ref` tells of it; `null` where it does not tell whether the video is
 * done: no word for its state, or one that nobody knows. Then the film itself does (check.ts).
 */
export function observeVideo(ref: string, video: Video): Observation | null {
  switch (video.state) {
    case "queued":
      return { state: "queued", expectedAt: null };
    case "running":
      return { state: "running", progress: video.progress, expectedAt: null };
    case "succeeded":
      return finished(ref, video);
    case "failed":
    case "moderated":
    case "expired":
      return { state: "failed", error: endOf(video) };
    case "canceled":
      return { state: "canceled" };
    case null:
      return null;
  }
}

/** A video that is done, with the film and a still of it. Both need our key (open.ts), but for other links to them. */
export function finished(ref: string, { expiresAt, links, stills }: Video): Observation {
  const url = contentUrl(ref);
  const film: OfferedFile = { url, expiresAt, ...(links.length > 0 && { alternatives: links }) };
  const still: OfferedFile = { url: `${url}?variant=thumbnail`, expiresAt, isPoster: true };
  return {
    state: "succeeded",
    files: [film, { ...still, ...(stills.length > 0 && { alternatives: stills }) }],
  };
}

/** Why a video came to no good end. Nobody says what a failed one costs. */
export function endOf({ state, said }: Video): JobError {
  const { label } = config;
  if (state === "moderated") {
    const message = said?.words || `${label} stopped this video: it is against its rules.`;
    return { code: "moderation", message, retryable: false, charged: null };
  }
  const silent =
    state === "expired"
      ? `${label} ran out of time for this video.`
      : `${label} did not finish this video, and does not say why.`;
  const error = failureOf(said, { silent, charged: null });
  return state === "expired" && error.code === "failed" ? { ...error, code: "expired" } : error;
}
