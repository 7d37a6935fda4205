import { randomUUID } from "node:crypto";
import type { AstriaRequest } from "@/lib/providers/astria/request";
import type { Asked, LostStart, StartContext } from "@/lib/providers/provider";

/** Requests and contexts as the kinds and the check give them. */
export const tuneRequest: Asked<AstriaRequest> = { body: { type: "tune", name: "woman" }, files: [] };

export function promptRequest(tuneRef: string, seed = 1_000): Asked<AstriaRequest> {
  const text = `<lora:${tuneRef.replace("tune:", "")}:1> ohwx woman, scene ${seed}`;
  return { body: { type: "prompt", tuneRef, text, seed, aspectRatio: "3:4" }, files: [] };
}

export function newContext(operationId: string = randomUUID()): StartContext {
  return {
    operationId,
    callbackUrl: `http://app.test/api/webhooks/astria?op=${operationId}&t=token`,
    pictures: async function* () {},
    fileUrls: [1, 2, 3, 4].map((n) => `http://app.test/api/uploads/${n}.jpg`),
  };
}

/** A start whose answer was lost; nothing else of ours is at the provider. */
export function lostStart(
  request: Asked<AstriaRequest>,
  operationId: string,
  since: Date,
): LostStart<AstriaRequest> {
  return { request, operationId, since, taken: async () => new Set() };
}
