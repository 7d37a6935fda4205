import { missingKey } from "../missing-key";
import type { Provider } from "../provider";
import { check } from "./check";
import { config } from "./config";
import { AstriaRequest } from "./request";
import { find, findTune } from "./find";
import { remove } from "./remove";
import { start } from "./start";
import { verifyWebhook } from "./webhook";

/** Astria trains a model on a person's pictures and makes new ones with it. It cannot stop what it started, but forget it. */
export const astria: Provider<AstriaRequest> = {
  ...config,
  request: AstriaRequest,
  start,
  find,
  // A prompt cannot be removed: what is made with a tune goes with it.
  findForgotten: findTune,
  check,
  remove,
  verifyWebhook,
  refusal: async () =>
    config.variables().ASTRIA_API_KEY ? null : missingKey(config.label, "ASTRIA_API_KEY"),
};
