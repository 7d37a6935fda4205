import type { Asked, StartContext, Started } from "../provider";
import { ProviderError } from "../provider-error";
import type { VideoRequest } from "../video-request";
import { createVideo } from "./client";
import { observeVideo } from "./observe";
import { isRetired, retirement } from "./retired";
import type { Video } from "./wire";

/** Starts a video. It carries nothing of ours: the API has no metadata. Nothing is started at OpenAI itself. */
export async function start({ body }: Asked<VideoRequest>, context: StartContext): Promise<Started> {
  if (isRetired()) throw new ProviderError("retired", retirement, { retryable: false, mayHaveWorked: false });
  return startedVideo(await createVideo(body, context.fileUrls[0]));
}

/** A video that exists, with what its status tells, if we know it. */
export function startedVideo(video: Video): Started {
  return { ref: video.id, observation: observeVideo(video) };
}
