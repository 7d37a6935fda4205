import { isOpenAiItself } from "../openai-shared/host";
import { config } from "./config";

/** What there is to say of new videos at OpenAI itself (OpenAI's page on deprecations). */
export const retirement =
  "OpenAI closed its Videos API on 24 September 2026. Choose another model, or set OPENAI_VIDEO_BASE_URL to a gateway that speaks the same language.";

/** True where videos would be asked of OpenAI itself, which makes none any more. */
export function isRetired(): boolean {
  return isOpenAiItself(config.baseUrl());
}
