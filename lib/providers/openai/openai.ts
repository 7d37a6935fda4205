import { verifyOpenAiWebhook } from "../openai-shared/webhook";
import type { PictureMaker, Provider } from "../provider";
import { cancel } from "./cancel";
import { check, identify } from "./check";
import { deleteResponse } from "./client";
import { config, responsesPlace } from "./config";
import { responseModels } from "./models";
import { open } from "./open";
import { refusal } from "./refusal";
import { OpenAiRequest } from "./request";
import { start } from "./start";

/**
 * OpenAI's Responses API, in the background: answers and product cards. It lists nothing, so a lost start is known
 * again only when a webhook names a response and its metadata is looked up.
 */
export const openai: Provider<OpenAiRequest> & PictureMaker = {
  ...config,
  request: OpenAiRequest,
  takesDataUrls: true,
  start,
  find: async () => ({ type: "unprovable" }),
  check,
  cancel,
  remove: deleteResponse,
  identify,
  open,
  isConfigured: () => responsesPlace().key !== undefined,
  pictureModel: () => responseModels().picture,
  refusal,
  verifyWebhook: (request) => verifyOpenAiWebhook(request, config.variables().OPENAI_WEBHOOK_SECRET),
};
