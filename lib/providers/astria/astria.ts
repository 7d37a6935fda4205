import { env } from "@/lib/env";
import { missingKey } from "../missing-key";
import type { Provider } from "../provider";
import { check } from "./check";
import { find, start } from "./start";
import { verifyWebhook } from "./webhook";

/** Astria trains a model on a person's pictures and makes new ones with it. It cannot stop what it started. */
export const astria: Provider = {
  name: "astria",
  label: "Astria",
  start,
  find,
  check,
  verifyWebhook,
  refusal: async () => (env().ASTRIA_API_KEY ? null : missingKey("Astria", "ASTRIA_API_KEY")),
};
