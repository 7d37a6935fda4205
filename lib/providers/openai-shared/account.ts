import { z } from "zod";
import { baseUrl, optional } from "@/lib/env";

/** The variables of the account that answers, cards and, without a gateway of their own, videos are asked of. */
export const accountVariables = {
  OPENAI_API_KEY: optional(z.string()),
  OPENAI_BASE_URL: baseUrl("https://api.openai.com/v1"),
  OPENAI_WEBHOOK_SECRET: optional(z.string()),
};
