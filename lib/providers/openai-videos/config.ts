import { z } from "zod";
import { list, optional, url, variables } from "@/lib/env";
import { accountVariables } from "../openai-shared/account";
import { gatewayOrAccount, type OpenAiPlace } from "../openai-shared/place";
import type { ProviderConfig } from "../provider";

const read = variables({
  ...accountVariables,
  /** Videos in OpenAI's shape may come from a gateway of their own; by default from the same place as the rest. */
  OPENAI_VIDEO_API_KEY: optional(z.string()),
  OPENAI_VIDEO_BASE_URL: optional(url),
  OPENAI_VIDEO_MODELS: list("sora-2,sora-2-pro"),
});

/** Where videos are made: a gateway of its own, which never sees the key of the rest, or the same place. */
export function videosPlace(): OpenAiPlace {
  const values = read();
  const { OPENAI_VIDEO_BASE_URL: baseUrl, OPENAI_VIDEO_API_KEY: key } = values;
  return gatewayOrAccount(config.label, values, { baseUrl, key, prefix: "OPENAI_VIDEO" });
}

export const config = {
  label: "OpenAI Videos",
  variables: read,
  baseUrl: () => videosPlace().baseUrl,
} satisfies ProviderConfig;
