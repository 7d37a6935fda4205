import { z } from "zod";
import type { ProviderAnswer } from "../answer";
import { askProvider, callProvider } from "../http";
import { missingKeyError } from "../missing-key";
import { config } from "./config";
import { isFalItself } from "./host";
import { readSubmitted } from "./read-submitted";
import { pathOf, type FalRef } from "./ref";

const { label } = config;

/** A create call's answer matters more than its speed; a claim's lease is made for so long. */
const createTimeoutMs = 35_000;
const readTimeoutMs = 15_000;

/**
 * `POST /:endpoint`: queues a run. `webhookUrl` is called when it is over; `setting` is the variable that names its
 * model. Returns the request's id.
 */
export async function submit(
  { endpoint, input, setting }: { endpoint: string; input: object; setting: string },
  webhookUrl: string,
): Promise<string> {
  const path = `/${endpoint}?${new URLSearchParams({ fal_webhook: webhookUrl })}`;
  const question = { ...questionTo(path), method: "POST", body: input, timeoutMs: createTimeoutMs } as const;
  return readSubmitted({ label, endpoint, setting }, await askProvider(question));
}

/**
 * `GET /:app/requests/:id/status`: `IN_QUEUE`, `IN_PROGRESS`, or `COMPLETED`, which a failed run is too; that one has
 * an `error`. Whatever else it is, is JSON.
 */
export function getStatus(ref: FalRef): Promise<unknown> {
  const question = questionTo(`/${pathOf(ref)}/status`);
  return callProvider({ ...question, method: "GET", timeoutMs: readTimeoutMs, schema: Json });
}

/** `GET /:app/requests/:id`: what the run itself answered, error status and all. */
export function getResult(ref: FalRef): Promise<ProviderAnswer> {
  return askProvider({ ...questionTo(`/${pathOf(ref)}`), method: "GET", timeoutMs: readTimeoutMs });
}

/** `PUT /:app/requests/:id/cancel`. */
export function putCancel(ref: FalRef): Promise<ProviderAnswer> {
  return askProvider({ ...questionTo(`/${pathOf(ref)}/cancel`), method: "PUT", timeoutMs: readTimeoutMs });
}

/** Where fal's API beside the queue is; `null` where the queue is somebody else's, to whom our key belongs. */
export function apiUrl(): string | null {
  const { FAL_API_URL: given, FAL_QUEUE_URL: queue } = config.variables();
  return given ?? (isFalItself(queue) ? "https://api.fal.ai/v1" : null);
}

/** `DELETE /models/requests/:id/payloads` of that API. What it is answered with may be anything. */
export async function deletePayloads(apiUrl: string, { requestId }: FalRef): Promise<void> {
  const question = questionTo(`/models/requests/${requestId}/payloads`, apiUrl);
  await callProvider({ ...question, method: "DELETE", timeoutMs: readTimeoutMs, schema: z.unknown() });
}

/** Whom to ask, with our key. URLs are made here, never taken from an answer. */
function questionTo(path: string, base = config.variables().FAL_QUEUE_URL) {
  const { FAL_KEY: key } = config.variables();
  if (!key) throw missingKeyError(label, "FAL_KEY");
  return { label, url: base + path, headers: { authorization: `Key ${key}` } };
}

/** JSON of any shape. */
const Json = z.unknown().refine((body) => body !== undefined);
