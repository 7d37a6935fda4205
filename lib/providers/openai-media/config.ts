import { z } from "zod";
import { optional, text, url, variables } from "@/lib/env";
import { accountVariables } from "../openai-shared/account";
import { gatewayOrAccount, type OpenAiPlace } from "../openai-shared/place";
import type { ProviderConfig } from "../provider";

const read = variables({
  ...accountVariables,
  /** Pictures and voices may come from a gateway of their own; by default from the same place as the rest. */
  OPENAI_MEDIA_API_KEY: optional(z.string()),
  OPENAI_MEDIA_BASE_URL: optional(url),
  IMAGE_MODEL: text("gpt-image-2"),
  SPEECH_MODEL: text("gpt-4o-mini-tts"),
});

/** Where pictures and voices are made: a gateway of its own, which never sees the key of the rest, or the same place. */
export function mediaPlace(): OpenAiPlace {
  const values = read();
  const { OPENAI_MEDIA_BASE_URL: baseUrl, OPENAI_MEDIA_API_KEY: key } = values;
  return gatewayOrAccount(config.label, values, { baseUrl, key, prefix: "OPENAI_MEDIA" });
}

export const config = {
  label: "OpenAI",
  variables: read,
  baseUrl: () => mediaPlace().baseUrl,
} satisfies ProviderConfig;
