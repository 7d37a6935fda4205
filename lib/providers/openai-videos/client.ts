import { z } from "zod";
import { callOpenAi, createTimeoutMs, readTimeoutMs } from "../openai-shared/client";
import type { VideoRequest } from "../video-request";
import { videosPlace } from "./config";
import { Video, VideoPage } from "./wire";

/** The most a list call gives. */
const pageSize = 100;

/** `POST /videos`: starts a video, from a picture if there is one. */
export function createVideo(video: VideoRequest, imageUrl: string | undefined): Promise<Video> {
  const body = {
    model: video.model,
    prompt: video.prompt,
    seconds: String(video.seconds),
    size: video.size,
    ...(imageUrl !== undefined && { input_reference: { image_url: imageUrl } }),
  };
  const call = { method: "post", path: "/videos", body, schema: Video, timeoutMs: createTimeoutMs } as const;
  return callOpenAi(videosPlace(), call);
}

/** `GET /videos/:id`. */
export function getVideo(id: string): Promise<Video> {
  const path = `/videos/${encodeURIComponent(id)}`;
  return callOpenAi(videosPlace(), { method: "get", path, schema: Video, timeoutMs: readTimeoutMs });
}

/** One page of the project's videos, newest first. */
export interface Page {
  /** What we could read. */
  videos: Video[];
  /** How many rows we could not. */
  unreadable: number;
  /** The id to go on after, `null` on the last page. */
  next: string | null;
}

/** `GET /videos`: the page after the video with this id. */
export async function listVideos(after: string | null): Promise<Page> {
  const query = { limit: pageSize, order: "desc", ...(after !== null && { after }) };
  const call = {
    method: "get",
    path: "/videos",
    query,
    schema: VideoPage,
    timeoutMs: readTimeoutMs,
  } as const;
  const { data, has_more: hasMore } = await callOpenAi(videosPlace(), call);
  const videos = data.flatMap((row) => {
    const video = Video.safeParse(row);
    return video.success ? [video.data] : [];
  });
  const last = z.object({ id: z.string() }).safeParse(data.at(-1));
  const isMore = hasMore ?? data.length >= pageSize;
  return {
    videos,
    unreadable: data.length - videos.length,
    next: isMore && last.success ? last.data.id : null,
  };
}
