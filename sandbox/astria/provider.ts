import type { SandboxProvider } from "../core/world";
import { Archive } from "./archive";
import { imageRoute } from "./image-route";
import { promptRoutes } from "./prompt-routes";
import { tuneRoutes } from "./tune-routes";

/** Astria: tunes, prompts, pictures and callbacks. */
export const astria: SandboxProvider = {
  name: "astria",
  places: [
    "create-tune",
    "get-tune",
    "list-tunes",
    "delete-tune",
    "create-prompt",
    "get-prompt",
    "list-prompts",
    "image",
    "tune-callback",
    "prompt-callback",
  ],
  handlers: (world) => {
    const archive = new Archive(world);
    return [...tuneRoutes(world, archive), ...promptRoutes(world, archive), imageRoute(world, archive)];
  },
};
