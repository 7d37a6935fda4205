import type { z } from "zod";
import { ProviderError } from "./provider-error";

export interface ProviderCall<T extends z.ZodType> {
  /** The provider's name for people. */
  label: string;
  method: "GET" | "POST" | "PUT" | "DELETE";
  url: string;
  headers: Record<string, string>;
  body?: unknown;
  schema: T;
  timeoutMs: number;
}

/**
 * One JSON call to a provider. Returns the body as the schema has it; throws `ProviderError` for everything
 * else: no connection, time-out, an error status, HTML, truncated JSON, a body of another shape.
 */
export async function callProvider<T extends z.ZodType>(call: ProviderCall<T>): Promise<z.infer<T>> {
  const { label } = call;
  let status: number;
  let retryAfter: string | null;
  let text: string;
  try {
    const response = await fetch(call.url, {
      method: call.method,
      headers: { accept: "application/json", "content-type": "application/json", ...call.headers },
      ...(call.body !== undefined && { body: JSON.stringify(call.body) }),
      signal: AbortSignal.timeout(call.timeoutMs),
      redirect: "error",
    });
    status = response.status;
    retryAfter = response.headers.get("retry-after");
    text = await response.text();
  } catch (error) {
    throw connectionError(label, error);
  }
  if (status >= 400) throw statusError(label, status, retryAfter, text);

  const parsed = call.schema.safeParse(parseJson(text));
  if (parsed.success) return parsed.data;
  throw new ProviderError("bad_response", `${label} answered with something we cannot read.`, {
    retryable: true,
    mayHaveWorked: true,
  });
}

function connectionError(label: string, error: unknown): ProviderError {
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

function statusError(label: string, status: number, retryAfter: string | null, text: string): ProviderError {
  const retryAfterMs = parseRetryAfter(retryAfter, Date.now());
  const never = { retryable: false, mayHaveWorked: false };
  if (status === 429) {
    const facts = { retryable: true, retryAfterMs, mayHaveWorked: false };
    return new ProviderError("rate_limited", `${label} asked us to slow down.`, facts);
  }
  if (status >= 500 || status === 408 || status === 425) {
    const facts = { retryable: true, retryAfterMs, mayHaveWorked: true };
    return new ProviderError("unavailable", `${label} is not answering properly (${status}).`, facts);
  }
  if (status === 401 || status === 403) {
    const facts = { retryable: true, mayHaveWorked: false };
    return new ProviderError("not_authorized", `${label} does not accept our key.`, facts);
  }
  if (status === 402)
    return new ProviderError("payment_required", `The ${label} account has no balance left.`, never);
  if (status === 404) return new ProviderError("not_found", `${label} does not know this work.`, never);
  return new ProviderError("rejected", `${label} refused: ${reasonIn(text) ?? `status ${status}`}`, never);
}

/** `retry-after` in milliseconds (seconds or an HTTP date), `null` if there is none or it makes no sense. */
export function parseRetryAfter(value: string | null, nowMs: number): number | null {
  if (!value) return null;
  const seconds = Number(value);
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1_000);
  const date = Date.parse(value);
  return Number.isNaN(date) ? null : Math.max(0, date - nowMs);
}

function parseJson(text: string): unknown {
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
  if (typeof error === "string") return error.slice(0, 300);
  if (typeof error === "object" && error !== null && "message" in error)
    return String(error.message).slice(0, 300);
  return JSON.stringify(error).slice(0, 300);
}
