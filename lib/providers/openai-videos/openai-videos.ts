import { videosPlace } from "../openai-client";
import { modelRefusal } from "../openai-models";
import { verifyOpenAiWebhook } from "../openai-webhook";
import { missingKey } from "../missing-key";
import type { Provider } from "../provider";
import { check } from "./check";
import { find } from "./find";
import { videoModels } from "./models";
import { open } from "./open";
import { isRetired, retirement } from "./retired";
import { start } from "./start";

/**
 * Videos in the shape of OpenAI's Videos API, which OpenAI itself has closed and gateways still speak. It cannot
 * stop what it started.
 */
export const openaiVideos: Provider = {
  name: "openai-videos",
  label: "OpenAI Videos",
  takesDataUrls: true,
  start,
  find,
  check,
  open,
  videoModels,
  refusal,
  verifyWebhook: verifyOpenAiWebhook,
};

async function refusal(model: string | null, now: Date): Promise<string | null> {
  const place = videosPlace();
  if (!place.key) return missingKey(place.label, place.keyName);
  if (isRetired()) return retirement;
  return model === null ? null : modelRefusal(place, model, "OPENAI_VIDEO_MODELS", now);
}
