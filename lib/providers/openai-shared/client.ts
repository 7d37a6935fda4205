import OpenAI, { toStreamingFile } from "openai";
import type { z } from "zod";
import { inTime } from "@/lib/in-time";
import { plainFetch } from "@/lib/plain-fetch";
import { answerIn, rawAnswerIn, type ProviderAnswer, type RawAnswer } from "../answer";
import { askProvider, connectionError, isGood, readAnswer } from "../http";
import { missingKeyError } from "../missing-key";
import { Unsendable } from "../provider-error";
import { openAiError, statusInside, type Asking } from "./error";
import type { OpenAiPlace } from "./place";

/** A create call's answer matters more than its speed; a claim's lease is made for so long. */
export const createTimeoutMs = 35_000;
export const readTimeoutMs = 15_000;

export interface OpenAiCall<T extends z.ZodType> extends Asking {
  method: "get" | "post" | "delete";
  /** From the base: `/videos/video_1`. */
  path: string;
  query?: Record<string, string | number>;
  body?: object;
  schema: T;
  timeoutMs: number;
  signal?: AbortSignal;
}

/**
 * One call, with no retries of the SDK's own. The SDK builds it and sends it, but for plain questions, of which there are
 * thousands: it takes ten times as long over one as the question itself. What comes is read as that of any other provider,
 * whatever its shape. Throws `Unsendable` where nothing could be sent, `ProviderError` for everything but an answer that the
 * schema takes.
 */
export async function callOpenAi<T extends z.ZodType>(
  place: OpenAiPlace,
  call: OpenAiCall<T>,
): Promise<z.infer<T>> {
  const { method, path, query, body, timeoutMs, signal, ...reading } = call;
  if (method === "get" && !signal) return readGiven(place, await put(place, call), reading);
  const way = { timeoutMs, signal, redirect: "manual" } as const;
  const make = (client: OpenAI) => client[method](path, { query, body });
  return readGiven(place, await ask(place, way, make, answerIn), reading);
}

/** Puts a question. Throws where no answer came. */
async function put(
  { label, baseUrl, key, keyName }: OpenAiPlace,
  { path, query = {}, timeoutMs }: Pick<OpenAiCall<z.ZodType>, "path" | "query" | "timeoutMs">,
): Promise<ProviderAnswer> {
  if (!key) throw missingKeyError(label, keyName);
  const asked = new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)]));
  const url = baseUrl + path + (asked.size > 0 ? `?${asked}` : "");
  return askProvider({ label, method: "GET", url, headers: { authorization: `Bearer ${key}` }, timeoutMs });
}

/**
 * A call that holds until what it asks for is made, and answers with that: `make` has the SDK make it. Returns the answer,
 * whatever its status. Throws like `callOpenAi` where none came; it is never made again by itself.
 */
export function askForFile(
  place: OpenAiPlace,
  timeoutMs: number,
  make: (client: OpenAI) => PromiseLike<unknown>,
): Promise<RawAnswer> {
  return ask(place, { timeoutMs, redirect: "manual" }, make, rawAnswerIn);
}

/** A file that is sent as it is made. */
export interface OpenAiUpload<T extends z.ZodType> extends Asking {
  name: string;
  purpose: "batch";
  /** Each piece is sent once and let go of; what this throws ends the call. */
  bytes: AsyncIterable<Uint8Array>;
  /** The place deletes it so long after it was made. */
  expiresAfterSeconds: number;
  schema: T;
  timeoutMs: number;
}

/**
 * `POST /files`, as a stream that takes no more memory than a piece of it. Throws like `callOpenAi`; it is never sent
 * again by itself.
 */
export async function uploadToOpenAi<T extends z.ZodType>(
  place: OpenAiPlace,
  { name, purpose, bytes, expiresAfterSeconds, timeoutMs, ...asking }: OpenAiUpload<T>,
): Promise<z.infer<T>> {
  const file = toStreamingFile(bytes, name, { type: "application/jsonl" });
  const expiry = { anchor: "created_at", seconds: expiresAfterSeconds } as const;
  // `fetch` keeps a copy of a whole body, in case of a redirect, unless one is an error.
  const way = { timeoutMs, redirect: "error" } as const;
  const make = (client: OpenAI) => client.files.create({ file, purpose, expires_after: expiry });
  return readGiven(place, await ask(place, way, make, answerIn), asking);
}

function readGiven<T extends z.ZodType>(
  place: OpenAiPlace,
  given: ProviderAnswer,
  { schema, ...asking }: Asking & { schema: T },
): z.infer<T> {
  const answer = { ...given, status: statusInside(given) };
  if (!isGood(answer)) throw openAiError(place, answer, asking);
  return readAnswer(place.label, answer, schema);
}

interface Way {
  timeoutMs: number;
  signal?: AbortSignal | undefined;
  redirect: "manual" | "error";
}

/** The answer to the one call that `make` has a client make. */
async function ask<Answer>(
  { label, baseUrl, key, keyName }: OpenAiPlace,
  { timeoutMs, signal, redirect }: Way,
  make: (client: OpenAI) => PromiseLike<unknown>,
  read: (response: Response) => Promise<Answer>,
): Promise<Answer> {
  if (!key) throw missingKeyError(label, keyName);
  let answering: Promise<Answer> | undefined;
  const send = async (input: string | URL | Request, init?: RequestInit): Promise<Response> => {
    const request = new Request(input, { ...init, redirect });
    // It counts the body too.
    answering = inTime(timeoutMs, async (late) => {
      return read(await plainFetch(request, { signal: signal ? AbortSignal.any([signal, late]) : late }));
    });
    // It is read below; the SDK need not know how it went.
    await answering.catch(() => {});
    return Response.json({});
  };
  try {
    await make(clientFor(baseUrl, key, send));
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

/** A client that reads nothing from the environment by itself, and says nothing. No redirect is followed with our key. */
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
  });
}
