import { randomUUID } from "node:crypto";
import type { LostStart, StartContext, StartRequest } from "../provider";

/** Requests and contexts as the kinds and the check give them. */
export const tuneRequest: StartRequest = { provider: "astria", body: { type: "tune", name: "woman" } };

export function promptRequest(tuneRef: string, seed = 1_000): StartRequest {
  const text = `<lora:1:1> ohwx woman, scene ${seed}`;
  return { provider: "astria", body: { type: "prompt", tuneRef, text, seed, aspectRatio: "3:4" } };
}

export function newContext(operationId: string = randomUUID()): StartContext {
  return {
    operationId,
    callbackUrl: `http://app.test/api/webhooks/astria?op=${operationId}&t=token`,
    fileUrls: [1, 2, 3, 4].map((n) => `http://app.test/api/uploads/${n}.jpg`),
  };
}

/** A start whose answer was lost; nothing else of ours is at the provider. */
export function lostStart(request: StartRequest, operationId: string, since: Date): LostStart {
  return { request, operationId, since, taken: async () => new Set() };
}
