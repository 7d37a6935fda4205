import { randomUUID } from "node:crypto";
import { callbackToken } from "./callback-token";
import type { LostStart, StartContext, StartRequest } from "./provider";
import type { VideoRequest } from "./video-request";

/** What the unit tests' environment signs callbacks with. */
const secret = "webhook-secret-of-the-unit-tests-0123456789";

/** A video as the kind asks for it; with a picture to start from, if told so. */
export function videoRequest(
  provider: string,
  fields: Partial<VideoRequest> = {},
  files: readonly string[] = [],
): StartRequest & { body: VideoRequest } {
  const model = provider === "fal" ? "fal-ai/veo3.1/fast" : "sora-2";
  const body = { model, prompt: "A fox crosses a frozen lake", seconds: 4, size: "1280x720", ...fields };
  return { provider, body, ...(files.length > 0 && { files }) };
}

/** What the check gives besides a request. */
export function contextOf(provider: string, files: readonly string[] = []): StartContext {
  const operationId = randomUUID();
  const token = callbackToken(secret, provider, operationId);
  return {
    operationId,
    callbackUrl: `http://app.test/api/webhooks/${provider}?op=${operationId}&t=${token}`,
    fileUrls: files.map((path) => `http://app.test/api/files/${path}?signature=abc`),
  };
}

/** A start whose answer was lost; the references in `taken` belong to other operations of ours. */
export function lostStart(request: StartRequest, since: Date, taken: readonly string[] = []): LostStart {
  return { request, operationId: randomUUID(), since, taken: async () => new Set(taken) };
}
