import { missingKey } from "../missing-key";
import type { VideoProvider } from "../provider";
import { VideoRequest } from "../video-request";
import { cancel } from "./cancel";
import { check } from "./check";
import { config } from "./config";
import { videoModels } from "./models";
import { start } from "./start";
import { verifyWebhook } from "./webhook";

/**
 * fal runs models of many makers behind one queue. It lists nothing: a start whose answer was lost is known again
 * only by its webhook.
 */
export const fal: VideoProvider = {
  ...config,
  request: VideoRequest,
  takesDataUrls: true,
  start,
  find: async () => ({ type: "unprovable" }),
  check,
  cancel,
  videoModels,
  refusal: async () => (config.variables().FAL_KEY ? null : missingKey(config.label, "FAL_KEY")),
  verifyWebhook,
};
