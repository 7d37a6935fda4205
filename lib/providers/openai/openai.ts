import { verifyOpenAiWebhook } from "../openai-shared/webhook";
import type { Provider } from "../provider";
import { cancel } from "./cancel";
import { check, identify } from "./check";
import { config } from "./config";
import { open } from "./open";
import { refusal } from "./refusal";
import { OpenAiRequest } from "./request";
import { start } from "./start";

/**
 * OpenAI's Responses API, in the background: answers and product cards. It lists nothing, so a lost start is known
 * again only when a webhook names a response and its metadata is looked up.
 */
export const openai: Provider<OpenAiRequest> = {
  ...config,
  request: OpenAiRequest,
  takesDataUrls: true,
  start,
  find: async () => ({ type: "unprovable" }),
  check,
  cancel,
  identify,
  open,
  refusal,
  verifyWebhook: (request) => verifyOpenAiWebhook(request, config.variables().OPENAI_WEBHOOK_SECRET),
};
