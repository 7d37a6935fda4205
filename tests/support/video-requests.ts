import { randomUUID } from "node:crypto";
import { callbackToken } from "@/lib/providers/callback-token";
import type { Asked, LostStart, StartContext } from "@/lib/providers/provider";
import type { VideoProviderName } from "@/lib/providers/registry";
import type { VideoRequest } from "@/lib/providers/video-request";
import { webhookSecret } from "./stub-environment";

/** A model of each that makes videos. */
const models: Readonly<Record<VideoProviderName, string>> = {
  "openai-videos": "sora-2",
  fal: "fal-ai/veo3.1/fast",
};

/** A video as the kind asks for it; with a picture to start from, if told so. */
export function videoRequest<Name extends VideoProviderName>(
  provider: Name,
  fields: Partial<VideoRequest> = {},
  files: readonly string[] = [],
) {
  const usual = {
    model: models[provider],
    prompt: "A fox crosses a frozen lake",
    seconds: 4,
    size: "1280x720",
  };
  const body: VideoRequest = { ...usual, ...fields };
  return { provider, body, files };
}

/** What the check gives besides a request. */
export function contextOf(provider: string, files: readonly string[] = []): StartContext {
  const operationId = randomUUID();
  const token = callbackToken(webhookSecret, provider, operationId);
  return {
    operationId,
    callbackUrl: `http://app.test/api/webhooks/${provider}?op=${operationId}&t=${token}`,
    pictures: async function* () {},
    fileUrls: files.map((path) => `http://app.test/api/files/${path}?signature=abc`),
  };
}

/** A start whose answer was lost; the references in `taken` belong to other operations of ours. */
export function lostStart<Body>(
  request: Asked<Body>,
  since: Date,
  taken: readonly string[] = [],
): LostStart<Body> {
  return { request, operationId: randomUUID(), since, taken: async () => new Set(taken) };
}
