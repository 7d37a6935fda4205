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
  const { id, video } = await createVideo(body, context.fileUrls[0]);
  // A word for success without a film is of the call: no video is made at once.
  const isOfCall = video.state === "succeeded" && video.links.length === 0;
  return isOfCall ? { ref: id, observation: null } : startedVideo(id, video);
}

/** A video that was found, with what its answer tells, if it does. */
export function startedVideo(ref: string, video: Video): Started {
  return { ref, observation: observeVideo(ref, video) };
}
