import type { ResponseCreateParamsNonStreaming } from "openai/resources/responses/responses";
import { callOpenAi, createTimeoutMs, readTimeoutMs } from "../openai-shared/client";
import { responsesPlace } from "./config";
import { ModelResponse } from "./wire";

/** `POST /responses`. */
export function createResponse(body: ResponseCreateParamsNonStreaming): Promise<ModelResponse> {
  const call = { method: "post", path: "/responses", body, timeoutMs: createTimeoutMs } as const;
  return callOpenAi(responsesPlace(), { ...call, schema: ModelResponse });
}

/** `GET /responses/:id`. `signal` may end it early. */
export function getResponse(id: string, signal?: AbortSignal): Promise<ModelResponse> {
  const call = {
    method: "get",
    path: pathOf(id),
    timeoutMs: readTimeoutMs,
    ...(signal && { signal }),
  } as const;
  return callOpenAi(responsesPlace(), { ...call, schema: ModelResponse });
}

/** `POST /responses/:id/cancel`. */
export function cancelResponse(id: string): Promise<ModelResponse> {
  const call = { method: "post", path: `${pathOf(id)}/cancel`, timeoutMs: readTimeoutMs } as const;
  return callOpenAi(responsesPlace(), { ...call, schema: ModelResponse });
}

function pathOf(id: string): string {
  return `/responses/${encodeURIComponent(id)}`;
}
