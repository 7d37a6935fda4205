import { z } from "zod";
import { baseUrl, list, optional, text, url, variables } from "@/lib/env";
import type { ProviderConfig } from "../provider";

const read = variables({
  FAL_KEY: optional(z.string()),
  FAL_QUEUE_URL: baseUrl("https://queue.fal.run"),
  /** Beside the queue; by default fal's own, where that is the queue's owner. */
  FAL_API_URL: optional(url),
  FAL_JWKS_URL: baseUrl("https://rest.fal.ai/.well-known/jwks.json"),
  FAL_VIDEO_MODELS: list("fal-ai/veo3.1/fast"),
  FAL_IMAGE_MODEL: text("fal-ai/flux-2"),
  FAL_SPEECH_MODEL: text("fal-ai/minimax/speech-2.8-turbo"),
});

export const config = {
  label: "fal",
  variables: read,
  baseUrl: () => read().FAL_QUEUE_URL,
  simulation: {
    unless: ["FAL_KEY"],
    variables: (sandbox) => ({
      FAL_KEY: "sandbox",
      FAL_QUEUE_URL: `${sandbox}/fal`,
      FAL_API_URL: `${sandbox}/fal/v1`,
      FAL_JWKS_URL: `${sandbox}/fal/.well-known/jwks.json`,
    }),
  },
} satisfies ProviderConfig;
