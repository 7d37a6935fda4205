import { text, variables } from "@/lib/env";
import { accountVariables } from "../openai-shared/account";
import type { OpenAiPlace } from "../openai-shared/place";
import type { ProviderConfig } from "../provider";

const read = variables({
  ...accountVariables,
  CHAT_MODEL: text("gpt-6-luna"),
  PRODUCT_CARD_MODEL: text("gpt-6-luna"),
  STORY_MODEL: text("gpt-6-luna"),
  IMAGE_MODEL: text("gpt-image-2"),
});

/** Where responses are made. */
export function responsesPlace(): OpenAiPlace {
  const { OPENAI_BASE_URL: baseUrl, OPENAI_API_KEY: key } = read();
  return { label: config.label, baseUrl, addressName: "OPENAI_BASE_URL", key, keyName: "OPENAI_API_KEY" };
}

export const config = {
  label: "OpenAI",
  variables: read,
  baseUrl: () => responsesPlace().baseUrl,
  simulation: {
    unless: ["OPENAI_API_KEY", "OPENAI_BASE_URL"],
    variables: (sandbox, webhookSecret) => ({
      OPENAI_API_KEY: "sandbox",
      OPENAI_BASE_URL: `${sandbox}/openai/v1`,
      OPENAI_WEBHOOK_SECRET: webhookSecret,
    }),
  },
} satisfies ProviderConfig;
