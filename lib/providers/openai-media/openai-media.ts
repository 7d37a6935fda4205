import type { PictureMaker, Provider, VoiceMaker } from "../provider";
import { WebhookRejected } from "../provider-error";
import { config, mediaPlace } from "./config";
import { refusal } from "./refusal";
import { OpenAiMediaRequest } from "./request";
import { start } from "./start";

/**
 * OpenAI's calls that hold until a picture or a voice is made, and answer with the file itself: nobody has it but whoever
 * got the answer, there is no id to ask about, and nothing that could be looked up.
 */
export const openaiMedia: Provider<OpenAiMediaRequest> & PictureMaker & VoiceMaker = {
  ...config,
  request: OpenAiMediaRequest,
  isSynchronous: true,
  start,
  find: async () => ({ type: "unprovable" }),
  // What it made came with the answer: of work whose answer is lost, nobody knows anything.
  check: async (refs) => new Map(refs.map((ref) => [ref, { state: "missing" } as const])),
  isConfigured: () => mediaPlace().key !== undefined,
  pictureModel: () => config.variables().IMAGE_MODEL,
  voiceModel: () => config.variables().SPEECH_MODEL,
  refusal,
  verifyWebhook: async () => {
    throw new WebhookRejected("nothing is called back about: every answer is the work itself");
  },
};
