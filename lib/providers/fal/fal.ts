import { missingKey } from "../missing-key";
import type { PictureMaker, Provider, VideoMaker, VoiceMaker } from "../provider";
import { cancel } from "./cancel";
import { check } from "./check";
import { config } from "./config";
import { videoModels } from "./models";
import { remove } from "./remove";
import { FalRequest } from "./request";
import { start } from "./start";
import { verifyWebhook } from "./webhook";

/**
 * fal runs models of many makers behind one queue. It lists nothing: a start whose answer was lost is known again
 * only by its webhook.
 */
export const fal: Provider<FalRequest> & VideoMaker & PictureMaker & VoiceMaker = {
  ...config,
  request: FalRequest,
  takesDataUrls: true,
  start,
  find: async () => ({ type: "unprovable" }),
  check,
  cancel,
  remove,
  videoModels,
  videoNeeds: "FAL_KEY",
  isConfigured: () => config.variables().FAL_KEY !== undefined,
  pictureModel: () => config.variables().FAL_IMAGE_MODEL,
  voiceModel: () => config.variables().FAL_SPEECH_MODEL,
  refusal: async () => (config.variables().FAL_KEY ? null : missingKey(config.label, "FAL_KEY")),
  verifyWebhook,
};
