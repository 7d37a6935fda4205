import type { SandboxProvider } from "../core/world";
import { Archive } from "./archive";
import { BatchDesk } from "./batch-desk";
import { batchRoutes } from "./batch-routes";
import { fileRoutes } from "./file-routes";
import { imageRoutes } from "./image-routes";
import { modelRoutes } from "./model-routes";
import { responseRoutes } from "./response-routes";
import { speechRoutes } from "./speech-routes";
import { videoContentRoute } from "./video-content";
import { videoRoutes } from "./video-routes";

/** OpenAI, or a gateway in its shape: videos, responses, batches of these, pictures, speech, models, files and signed events. */
export const openai: SandboxProvider = {
  name: "openai",
  places: [
    "create-video",
    "get-video",
    "list-videos",
    "delete-video",
    "video-content",
    "create-response",
    "get-response",
    "cancel-response",
    "delete-response",
    "script-response",
    "picture-response",
    "create-speech",
    "create-image",
    "list-models",
    "get-model",
    "create-file",
    "get-file",
    "list-files",
    "file-content",
    "delete-file",
    "create-batch",
    "get-batch",
    "list-batches",
    "cancel-batch",
    "batch-line",
    "video-webhook",
    "response-webhook",
    "batch-webhook",
  ],
  handlers: (world) => {
    const archive = new Archive(world);
    const desk = new BatchDesk(world, archive.files);
    return [
      ...videoRoutes(world, archive),
      videoContentRoute(world, archive),
      ...responseRoutes(world, archive),
      ...speechRoutes(world),
      ...imageRoutes(world),
      ...modelRoutes(world),
      ...fileRoutes(world, archive, desk),
      ...batchRoutes(world, archive, desk),
    ];
  },
};
