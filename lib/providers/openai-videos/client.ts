import { z } from "zod";
import { fieldsOf, textOf } from "../loose";
import { callOpenAi, createTimeoutMs, readTimeoutMs } from "../openai-shared/client";
import { noWorkError } from "../openai-shared/error";
import { listPage, type Page } from "../openai-shared/page";
import { saidIn } from "../provider-words";
import type { VideoRequest } from "../video-request";
import { videosPlace } from "./config";
import { readVideo, VideoAnswer, type Video } from "./wire";

/** `POST /videos`: starts a video, from a picture if there is one. */
export async function createVideo(
  video: VideoRequest,
  imageUrl: string | undefined,
): Promise<{ id: string; video: Video }> {
  const body = {
    model: video.model,
    prompt: video.prompt,
    seconds: String(video.seconds),
    size: video.size,
    ...(imageUrl !== undefined && { input_reference: { image_url: imageUrl } }),
  };
  const asking = { isCreate: true, modelSetting: "OPENAI_VIDEO_MODELS" };
  const call = { method: "post", path: "/videos", body, timeoutMs: createTimeoutMs, ...asking } as const;
  const answer = await callOpenAi(videosPlace(), { ...call, schema: z.unknown() });
  const started = readVideo(answer);
  const id = started.ids[0] ?? bareIdIn(answer);
  if (id === undefined) throw noWorkError(videosPlace().label, answer);
  return { id, video: started };
}

/** An id that stands alone in its envelope: `{"code":"success","data":"task-1"}`. */
function bareIdIn(answer: unknown): string | undefined {
  const id = textOf(fieldsOf(answer)["data"]);
  return id !== null && /^[\w.:-]{4,128}$/.test(id) && saidIn(answer) === null ? id : undefined;
}

/** `GET /videos/:id`. */
export function getVideo(id: string): Promise<Video> {
  const path = `/videos/${encodeURIComponent(id)}`;
  return callOpenAi(videosPlace(), { method: "get", path, schema: VideoAnswer, timeoutMs: readTimeoutMs });
}

/** `DELETE /videos/:id`: the video, and the picture that it began from. */
export async function deleteVideo(id: string): Promise<void> {
  const path = `/videos/${encodeURIComponent(id)}`;
  const call = { method: "delete", path, schema: z.unknown(), timeoutMs: readTimeoutMs } as const;
  await callOpenAi(videosPlace(), call);
}

/** `GET /videos`: the page after the video with this id, newest first. */
export function listVideos(after: string | null): Promise<Page<Video>> {
  return listPage(videosPlace(), { path: "/videos", query: { order: "desc" }, after }, readVideo);
}
