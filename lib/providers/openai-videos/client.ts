import { z } from "zod";
import { fieldsOf, idIn, textOf } from "../loose";
import { callOpenAi, createTimeoutMs, readTimeoutMs } from "../openai-shared/client";
import { noIdError } from "../openai-shared/error";
import { saidIn } from "../provider-words";
import type { VideoRequest } from "../video-request";
import { videosPlace } from "./config";
import { readVideo, VideoAnswer, VideoPage, type Video } from "./wire";

/** The most a list call gives. */
const pageSize = 100;

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
  if (id === undefined) throw noIdError(videosPlace().label, answer);
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

/** One page of the project's videos, newest first. */
export interface Page {
  /** What we could read: each has an id. */
  videos: Video[];
  /** How many rows we could not. */
  unreadable: number;
  /** The id to go on after, `null` where there is no going on. */
  next: string | null;
  /** Whether the place itself says that there is no more. */
  isLast: boolean;
}

/** `GET /videos`: the page after the video with this id. */
export async function listVideos(after: string | null): Promise<Page> {
  const query = { limit: pageSize, order: "desc", ...(after !== null && { after }) };
  const call = { method: "get", path: "/videos", query, timeoutMs: readTimeoutMs } as const;
  const { rows, hasMore } = await callOpenAi(videosPlace(), { ...call, schema: VideoPage });
  const videos = rows.map(readVideo).filter((video) => video.ids.length > 0);
  const isMore = hasMore ?? rows.length >= pageSize;
  return {
    videos,
    unreadable: rows.length - videos.length,
    next: isMore ? idIn(rows.at(-1)) : null,
    isLast: hasMore === false,
  };
}
