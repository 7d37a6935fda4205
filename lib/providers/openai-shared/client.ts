import OpenAI from "openai";
import type { z } from "zod";
import { inTime } from "@/lib/in-time";
import { plainFetch } from "@/lib/plain-fetch";
import { answerIn, type ProviderAnswer } from "../answer";
import { connectionError, isGood, readAnswer } from "../http";
import { missingKeyError } from "../missing-key";
import { Unsendable } from "../provider-error";
import { openAiError, statusInside, type Asking } from "./error";
import type { OpenAiPlace } from "./place";

/** A create call's answer matters more than its speed; a claim's lease is made for so long. */
export const createTimeoutMs = 35_000;
export const readTimeoutMs = 15_000;

export interface OpenAiCall<T extends z.ZodType> extends Asking {
  method: "get" | "post";
  /** From the base: `/videos/video_1`. */
  path: string;
  query?: Record<string, string | number>;
  body?: object;
  schema: T;
  timeoutMs: number;
  signal?: AbortSignal;
}

/**
 * One call, with no retries of the SDK's own. The SDK builds it and sends it; what comes is read as that of any other
 * provider, whatever its shape. Throws `Unsendable` where nothing could be sent, `ProviderError` for everything but an
 * answer that the schema takes.
 */
export async function callOpenAi<T extends z.ZodType>(
  place: OpenAiPlace,
  call: OpenAiCall<T>,
): Promise<z.infer<T>> {
  const given = await askOpenAi(place, call);
  const answer = { ...given, status: statusInside(given) };
  if (!isGood(answer)) throw openAiError(place, answer, call);
  return readAnswer(place.label, answer, call.schema);
}

async function askOpenAi(
  { label, baseUrl, key, keyName }: OpenAiPlace,
  { method, path, query, body, timeoutMs, signal }: OpenAiCall<z.ZodType>,
): Promise<ProviderAnswer> {
  if (!key) throw missingKeyError(label, keyName);
  let answering: Promise<ProviderAnswer> | undefined;
  const send = async (input: string | URL | Request, init?: RequestInit): Promise<Response> => {
    const request = new Request(input, init);
    // It counts the body too.
    answering = inTime(timeoutMs, async (late) => {
      return answerIn(await plainFetch(request, { signal: signal ? AbortSignal.any([signal, late]) : late }));
    });
    // It is read below; the SDK need not know how it went.
    await answering.catch(() => {});
    return Response.json({});
  };
  try {
    await clientFor(baseUrl, key, send)[method](path, { query, body });
  } catch {
    // Its words may have our key in them.
  }
  if (!answering) throw new Unsendable("a request to a provider was not sent");
  try {
    return await answering;
  } catch (error) {
    throw connectionError(label, error);
  }
}

/** A client that reads nothing from the environment by itself, says nothing, and follows no redirect with our key. */
function clientFor(baseURL: string, apiKey: string, send: typeof fetch): OpenAI {
  return new OpenAI({
    apiKey,
    baseURL,
    organization: null,
    project: null,
    adminAPIKey: null,
    webhookSecret: null,
    maxRetries: 0,
    logLevel: "off",
    fetch: send,
    fetchOptions: { redirect: "manual" },
  });
}
