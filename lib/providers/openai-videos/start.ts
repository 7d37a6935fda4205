import type { StartContext, Started, StartRequest } from "../provider";
import { ProviderError } from "../provider-error";
import { VideoRequest } from "../video-request";
import { createVideo } from "./client";
import { observeVideo } from "./observe";
import { isRetired, retirement } from "./retired";
import type { Video } from "./wire";

/** Starts a video. It carries nothing of ours: the API has no metadata. Nothing is started at OpenAI itself. */
export async function start(request: StartRequest, context: StartContext): Promise<Started> {
  const video = VideoRequest.parse(request.body);
  if (isRetired()) throw new ProviderError("retired", retirement, { retryable: false, mayHaveWorked: false });
  return startedVideo(await createVideo(video, context.fileUrls[0]));
}

/** A video that exists, with what its status tells, if we know it. */
export function startedVideo(video: Video): Started {
  return { ref: video.id, observation: observeVideo(video) };
}
