import type { z } from "zod";
import { badResponse, notAuthorized, ProviderError } from "./provider-error";
import { inItsWords } from "./provider-words";

/** A call to a provider, with a body in JSON if it has one. */
export interface ProviderQuestion {
  /** The provider's name for people. */
  label: string;
  method: "GET" | "POST" | "PUT" | "DELETE";
  url: string;
  headers: Record<string, string>;
  body?: unknown;
  timeoutMs: number;
}

export interface ProviderCall<T extends z.ZodType> extends ProviderQuestion {
  schema: T;
}

/** What a provider answered, whatever it means. */
export interface ProviderAnswer {
  status: number;
  headers: Headers;
  text: string;
}

/**
 * One JSON call to a provider. Returns the body as the schema has it; throws `ProviderError` for everything
 * else: no connection, time-out, an error status, HTML, truncated JSON, a body of another shape.
 */
export async function callProvider<T extends z.ZodType>(call: ProviderCall<T>): Promise<z.infer<T>> {
  return readAnswer(call.label, await askProvider(call), call.schema);
}

/** One call to a provider, for those who can make sense of error statuses. Throws only where no answer came. */
export async function askProvider(call: ProviderQuestion): Promise<ProviderAnswer> {
  try {
    const response = await fetch(call.url, {
      method: call.method,
      headers: { accept: "application/json", "content-type": "application/json", ...call.headers },
      ...(call.body !== undefined && { body: JSON.stringify(call.body) }),
      signal: AbortSignal.timeout(call.timeoutMs),
      redirect: "error",
    });
    return { status: response.status, headers: response.headers, text: await response.text() };
  } catch (error) {
    throw connectionError(call.label, error);
  }
}

/** An answer as the schema has it; throws `ProviderError` for an error status and for any other shape. */
export function readAnswer<T extends z.ZodType>(
  label: string,
  answer: ProviderAnswer,
  schema: T,
): z.infer<T> {
  if (answer.status >= 400) throw statusError(label, answer);
  const parsed = schema.safeParse(parseJson(answer.text));
  if (parsed.success) return parsed.data;
  throw badResponse(label);
}

/** A call that brought no answer, told by what fetch threw. */
export function connectionError(label: string, error: unknown): ProviderError {
  if (error instanceof Error && error.name === "TimeoutError") {
    const facts = { retryable: true, mayHaveWorked: true };
    return new ProviderError("timeout", `${label} did not answer in time.`, facts, { cause: error });
  }
  const cause = error instanceof Error ? error.cause : undefined;
  const code = cause instanceof Error && "code" in cause ? cause.code : undefined;
  const neverLeft = code === "ECONNREFUSED" || code === "ENOTFOUND" || code === "EAI_AGAIN";
  const facts = { retryable: true, mayHaveWorked: !neverLeft };
  return new ProviderError("unreachable", `${label} could not be reached.`, facts, { cause: error });
}

/** What an error status means, and whether it is worth trying again. */
function statusError(label: string, { status, headers, text }: ProviderAnswer): ProviderError {
  const retryAfterMs = retryAfterIn(headers, Date.now());
  const never = { retryable: false, mayHaveWorked: false };
  if (status === 429) {
    const facts = { retryable: true, retryAfterMs, mayHaveWorked: false };
    return new ProviderError("rate_limited", `${label} asked us to slow down.`, facts);
  }
  if (status >= 500 || status === 408 || status === 425) {
    const facts = { retryable: true, retryAfterMs, mayHaveWorked: true };
    return new ProviderError("unavailable", `${label} is not answering properly (${status}).`, facts);
  }
  if (status === 401 || status === 403) return notAuthorized(label);
  if (status === 402)
    return new ProviderError("payment_required", `The ${label} account has no balance left.`, never);
  if (status === 404) return new ProviderError("not_found", `${label} does not know this work.`, never);
  return new ProviderError("rejected", `${label} refused: ${reasonIn(text) ?? `status ${status}`}`, never);
}

/** How long these headers ask us to wait, in milliseconds; `null` if they do not. */
export function retryAfterIn(headers: Headers, nowMs: number): number | null {
  const ms = Number(headers.get("retry-after-ms") || Number.NaN);
  return Number.isFinite(ms) ? Math.max(0, ms) : parseRetryAfter(headers.get("retry-after"), nowMs);
}

/** `retry-after` in milliseconds (seconds or an HTTP date), `null` if there is none or it makes no sense. */
export function parseRetryAfter(value: string | null, nowMs: number): number | null {
  if (!value) return null;
  const seconds = Number(value);
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1_000);
  const date = Date.parse(value);
  return Number.isNaN(date) ? null : Math.max(0, date - nowMs);
}

/** `undefined` for what is no JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The provider's own words, from the shapes in use: {error: {message}}, {error}, {message}, {detail}, Rails' {field: [..]}. */
function reasonIn(text: string): string | null {
  const body = parseJson(text);
  if (typeof body !== "object" || body === null) return null;
  const fields = body as Record<string, unknown>;
  const error = fields["error"] ?? fields["message"] ?? fields["detail"] ?? fields;
  if (typeof error === "string") return inItsWords(error);
  if (typeof error === "object" && error !== null && "message" in error)
    return inItsWords(String(error.message));
  return inItsWords(JSON.stringify(error));
}
