import type { SandboxProvider } from "../core/world";
import { Archive } from "./archive";
import { fileRoutes } from "./file-routes";
import { queueRoutes } from "./queue-routes";

/** fal.ai: its queue, result files, and webhooks signed with a public key. */
export const fal: SandboxProvider = {
  name: "fal",
  places: [
    "fal-submit",
    "fal-film",
    "fal-picture",
    "fal-voice",
    "fal-status",
    "fal-result",
    "fal-cancel",
    "fal-delete",
    "fal-file",
    "fal-keys",
    "fal-webhook",
  ],
  handlers: (world) => {
    const archive = new Archive(world);
    return [...fileRoutes(world, archive), ...queueRoutes(world, archive)];
  },
};
