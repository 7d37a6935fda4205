import { z } from "zod";
import { optional, text, variables } from "@/lib/env";
import { accountVariables } from "../openai-shared/account";
import type { OpenAiPlace } from "../openai-shared/place";
import type { ProviderConfig } from "../provider";

const read = variables({
  ...accountVariables,
  TAGS_MODEL: text("gpt-6-luna"),
  /** Whether pictures lie inside the file of a batch, whatever the app's address is; by default that decides. */
  TAG_IMAGES_INLINE: optional(z.enum(["true", "false"])),
});

/** Where batches run. */
export function batchesPlace(): OpenAiPlace {
  const { OPENAI_BASE_URL: baseUrl, OPENAI_API_KEY: key } = read();
  return { label: config.label, baseUrl, addressName: "OPENAI_BASE_URL", key, keyName: "OPENAI_API_KEY" };
}

/** The model that tags pictures. */
export function taggingModel(): string {
  return read().TAGS_MODEL;
}

/** Whether pictures are to lie inside the file of a batch, and not behind links; `undefined` where nobody has said. */
export function sendsInline(): boolean | undefined {
  const said = read().TAG_IMAGES_INLINE;
  return said === undefined ? undefined : said === "true";
}

export const config = {
  label: "OpenAI Batch",
  variables: read,
  baseUrl: () => batchesPlace().baseUrl,
} satisfies ProviderConfig;
