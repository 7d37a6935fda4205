import type { ResponseCreateParamsNonStreaming } from "openai/resources/responses/responses";
import { z } from "zod";
import { callOpenAi, createTimeoutMs, readTimeoutMs } from "../openai-shared/client";
import { noWorkError } from "../openai-shared/error";
import { responsesPlace } from "./config";
import { readResponse, ResponseAnswer, type ModelResponse } from "./wire";

/** `POST /responses`. `modelSetting` is the variable that names its model. */
export async function createResponse(
  body: ResponseCreateParamsNonStreaming,
  modelSetting: string,
): Promise<{ id: string; response: ModelResponse }> {
  const call = {
    method: "post",
    path: "/responses",
    body,
    timeoutMs: createTimeoutMs,
    isCreate: true,
    modelSetting,
  } as const;
  const answer = await callOpenAi(responsesPlace(), { ...call, schema: z.unknown() });
  const response = readResponse(answer);
  if (response.id === null) throw noWorkError(responsesPlace().label, answer);
  return { id: response.id, response };
}

/** `GET /responses/:id`. `signal` may end it early. */
export function getResponse(id: string, signal?: AbortSignal): Promise<ModelResponse> {
  const call = {
    method: "get",
    path: pathOf(id),
    timeoutMs: readTimeoutMs,
    ...(signal && { signal }),
  } as const;
  return callOpenAi(responsesPlace(), { ...call, schema: ResponseAnswer });
}

/** `POST /responses/:id/cancel`. What it is answered with may be anything, or nothing. */
export async function cancelResponse(id: string): Promise<ModelResponse> {
  const call = { method: "post", path: `${pathOf(id)}/cancel`, timeoutMs: readTimeoutMs } as const;
  return readResponse(await callOpenAi(responsesPlace(), { ...call, schema: z.unknown() }));
}

/** `DELETE /responses/:id`: what it was asked, pictures included, and what it answered. */
export async function deleteResponse(id: string): Promise<void> {
  const call = { method: "delete", path: pathOf(id), timeoutMs: readTimeoutMs } as const;
  await callOpenAi(responsesPlace(), { ...call, schema: z.unknown() });
}

function pathOf(id: string): string {
  return `/responses/${encodeURIComponent(id)}`;
}
