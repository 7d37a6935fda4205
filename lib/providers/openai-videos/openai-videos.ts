import { missingKey } from "../missing-key";
import { modelRefusal } from "../openai-shared/models";
import { verifyOpenAiWebhook } from "../openai-shared/webhook";
import type { Provider, VideoMaker } from "../provider";
import { VideoRequest } from "../video-request";
import { check } from "./check";
import { deleteVideo } from "./client";
import { config, videosPlace } from "./config";
import { find } from "./find";
import { videoModels } from "./models";
import { open } from "./open";
import { isRetired, retirement } from "./retired";
import { start } from "./start";

/**
 * Videos in the shape of OpenAI's Videos API, which OpenAI itself has closed and gateways still speak. It cannot
 * stop what it started.
 */
export const openaiVideos: Provider<VideoRequest> & VideoMaker = {
  ...config,
  request: VideoRequest,
  takesDataUrls: true,
  start,
  find,
  check,
  remove: deleteVideo,
  open,
  videoModels,
  videoNeeds: "OPENAI_VIDEO_BASE_URL and OPENAI_VIDEO_API_KEY",
  refusal,
  verifyWebhook: (request) => verifyOpenAiWebhook(request, config.variables().OPENAI_WEBHOOK_SECRET),
};

async function refusal(model: string | null, now: Date): Promise<string | null> {
  const place = videosPlace();
  if (!place.key) return missingKey(place.label, place.keyName);
  if (isRetired()) return retirement;
  return model === null ? null : modelRefusal(place, model, "OPENAI_VIDEO_MODELS", now);
}
