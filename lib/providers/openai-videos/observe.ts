import type { JobError } from "@/lib/jobs/job-error";
import type { Observation } from "@/lib/jobs/outcome";
import { inItsWords, isModeration } from "../provider-words";
import { config } from "./config";
import type { Video } from "./wire";

/** What a video's state means; `null` for a status we do not know, which says nothing about the work. */
export function observeVideo(video: Video): Observation | null {
  switch (video.status) {
    case "queued":
      return { state: "queued", expectedAt: null };
    case "in_progress":
      return { state: "running", progress: percent(video.progress), expectedAt: null };
    case "completed":
      return { state: "succeeded", files: filesOf(video) };
    case "failed":
      return { state: "failed", error: failureOf(video) };
    default:
      return null;
  }
}

/** The film and a still of it, for as long as the provider keeps them. Both need our key (open.ts). */
function filesOf({ id, expires_at: expires }: Video) {
  const url = `${config.baseUrl()}/videos/${encodeURIComponent(id)}/content`;
  const expiresAt = expires ? new Date(expires * 1_000) : null;
  return [
    { url, expiresAt },
    { url: `${url}?variant=thumbnail`, expiresAt, isPoster: true },
  ];
}

/** Trouble of the provider's own may pass; its rules and our input stay. Nobody says what a failed video costs. */
function failureOf({ error }: Video): JobError {
  const code = error?.code ?? null;
  const message = error?.message
    ? inItsWords(error.message)
    : "OpenAI Videos did not finish this video, and does not say why.";
  if (isModeration(code)) return { code: "moderation", message, retryable: false, charged: null };
  const isTheirs =
    code === null || /server|internal|timeout|rate_limit|overload|unavailable|capacity/.test(code);
  return { code: code ?? "failed", message, retryable: isTheirs, charged: null };
}

function percent(progress: number | null | undefined): number | null {
  return progress == null ? null : Math.min(100, Math.max(0, progress));
}
