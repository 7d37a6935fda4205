import OpenAI from "openai";
import type { z } from "zod";
import { missingKeyError } from "../missing-key";
import { badResponse } from "../provider-error";
import { readOpenAiError } from "./error";

/** A create call's answer matters more than its speed; a claim's lease is made for so long. */
export const createTimeoutMs = 35_000;
export const readTimeoutMs = 15_000;

/** A place that speaks OpenAI's language, and our key for it. */
export interface OpenAiPlace {
  /** For people: "OpenAI Videos". */
  label: string;
  /** Without a slash at its end. */
  baseUrl: string;
  key: string | undefined;
  /** The variable that holds the key. */
  keyName: string;
}

export interface OpenAiCall<T extends z.ZodType> {
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
 * One call, with no retries of the SDK's own. The SDK does not look at what it parsed, so the schema does. Throws
 * `ProviderError` for everything but an answer of that shape.
 */
export async function callOpenAi<T extends z.ZodType>(
  place: OpenAiPlace,
  { method, path, query, body, schema, timeoutMs, signal }: OpenAiCall<T>,
): Promise<z.infer<T>> {
  if (!place.key) throw missingKeyError(place.label, place.keyName);
  // The SDK's own time-out ends with the headers; the signal's counts the body too.
  const limits = [AbortSignal.timeout(timeoutMs), ...(signal ? [signal] : [])];
  const options = { query, body, timeout: timeoutMs, signal: AbortSignal.any(limits) };
  let answer: unknown;
  try {
    answer = await clientFor(place.baseUrl, place.key)[method]<unknown>(path, options);
  } catch (error) {
    throw readOpenAiError(place.label, error);
  }
  const parsed = schema.safeParse(answer);
  if (parsed.success) return parsed.data;
  throw badResponse(place.label);
}

/** A client that reads nothing from the environment by itself, says nothing, and follows no redirect with our key. */
function clientFor(baseURL: string, apiKey: string): OpenAI {
  return new OpenAI({
    apiKey,
    baseURL,
    organization: null,
    project: null,
    adminAPIKey: null,
    webhookSecret: null,
    maxRetries: 0,
    logLevel: "off",
    fetchOptions: { redirect: "error" },
  });
}
