import { env } from "@/lib/env";
import { missingKey } from "../missing-key";
import type { Provider } from "../provider";
import { cancel } from "./cancel";
import { check } from "./check";
import { label } from "./client";
import { videoModels } from "./models";
import { start } from "./start";
import { verifyWebhook } from "./webhook";

/**
 * fal runs models of many makers behind one queue. It lists nothing: a start whose answer was lost is known again
 * only by its webhook.
 */
export const fal: Provider = {
  name: "fal",
  label,
  takesDataUrls: true,
  start,
  find: async () => ({ type: "unprovable" }),
  check,
  cancel,
  videoModels,
  refusal: async () => (env().FAL_KEY ? null : missingKey(label, "FAL_KEY")),
  verifyWebhook,
};
