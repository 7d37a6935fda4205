import { missingKey } from "../missing-key";
import { modelRefusal } from "../openai-shared/models";
import { verifyOpenAiWebhook } from "../openai-shared/webhook";
import type { Provider } from "../provider";
import { cancel } from "./cancel";
import { check, identify } from "./check";
import { batchesPlace, config } from "./config";
import { find } from "./find";
import { open } from "./open";
import { remove } from "./remove";
import { BatchRequest } from "./request";
import { start } from "./start";

/** Pictures tagged by a model through OpenAI's Batch API: one file of requests, one of answers, within 24 hours. */
export const openaiBatches: Provider<BatchRequest> = {
  ...config,
  request: BatchRequest,
  start,
  find,
  findForgotten: find,
  check,
  cancel,
  remove,
  identify,
  open,
  refusal,
  verifyWebhook: (request) => verifyOpenAiWebhook(request, config.variables().OPENAI_WEBHOOK_SECRET),
};

async function refusal(model: string | null, now: Date): Promise<string | null> {
  const place = batchesPlace();
  if (!place.key) return missingKey(place.label, place.keyName);
  return model === null ? null : modelRefusal(place, model, "TAGS_MODEL", now);
}
