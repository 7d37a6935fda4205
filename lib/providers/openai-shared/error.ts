import { APIConnectionError, APIConnectionTimeoutError, APIError, APIUserAbortError } from "openai";
import { connectionError, retryAfterIn } from "../http";
import { badResponse, notAuthorized, ProviderError } from "../provider-error";
import { inItsWords, isModeration } from "../provider-words";

/** The codes of a 429 that no waiting helps (OpenAI's guide to error codes): somebody has to pay. */
const unpaid = new Set([
  "insufficient_quota",
  "credit_balance_exhausted",
  "billing_hard_limit_reached",
  "organization_spend_limit_exceeded",
  "project_spend_limit_exceeded",
  "organization_usage_limit_exceeded",
]);

const never = { retryable: false, mayHaveWorked: false };

/** What the SDK threw, as a `ProviderError` that says whether to try again and whether it may have worked. */
export function readOpenAiError(label: string, error: unknown): ProviderError {
  if (isTimeout(error)) {
    const facts = { retryable: true, mayHaveWorked: true };
    return new ProviderError("timeout", `${label} did not answer in time.`, facts, { cause: error });
  }
  if (error instanceof APIConnectionError) return connectionError(label, fetchErrorIn(error));
  if (error instanceof APIError && error.status !== undefined) return statusError(label, error);
  return badResponse(label, error);
}

function statusError(label: string, error: APIError): ProviderError {
  const { status, headers, code, type } = error;
  const retryAfterMs = headers ? retryAfterIn(headers, Date.now()) : null;
  const isUnpaid = unpaid.has(code ?? "") || type === "insufficient_quota";
  if (status === 402 || (isUnpaid && status !== undefined && status < 500)) {
    return new ProviderError("payment_required", `The ${label} account has no balance left.`, never);
  }
  if (status === 429) {
    const facts = { retryable: true, retryAfterMs, mayHaveWorked: false };
    return new ProviderError("rate_limited", `${label} asked us to slow down.`, facts);
  }
  if (status === undefined || status >= 500 || status === 408 || status === 425) {
    const isUnsupported = status === 501;
    const facts = { retryable: true, retryAfterMs, mayHaveWorked: true, isUnsupported };
    return new ProviderError("unavailable", `${label} is not answering properly (${status}).`, facts);
  }
  const reason = wordsIn(error) ?? `status ${status}`;
  // Before the key is blamed: some places refuse forbidden work with 403.
  if (isModeration(code) || isModeration(type)) {
    return new ProviderError("moderation", `${label} refused: ${reason}`, never);
  }
  if (status === 401 || status === 403) return notAuthorized(label);
  if (status === 404 && code !== "model_not_found") return missing(label, headers);
  return new ProviderError("rejected", `${label} refused: ${reason}`, never);
}

/** A 404 in JSON is the provider's own word; a page is somebody's on the way to it. */
function missing(label: string, headers: Headers | undefined): ProviderError {
  if (headers?.get("content-type")?.includes("json")) {
    return new ProviderError("not_found", `${label} does not know this work.`, never);
  }
  const facts = { retryable: true, mayHaveWorked: false };
  return new ProviderError("bad_response", `${label} answered with something we cannot read.`, facts);
}

/** `error.message` of the body, as OpenAI's errors have it. */
function wordsIn({ error }: APIError): string | null {
  if (typeof error !== "object" || error === null || !("message" in error)) return null;
  return typeof error.message === "string" ? inItsWords(error.message) : null;
}

/** The SDK's own time-out, our signal before the headers, and our signal while the body was read. */
function isTimeout(error: unknown): boolean {
  if (error instanceof APIConnectionTimeoutError || error instanceof APIUserAbortError) return true;
  return error instanceof Error && (error.name === "TimeoutError" || error.name === "AbortError");
}

/** What fetch threw, behind the SDK's wrapping. */
function fetchErrorIn(error: APIConnectionError): unknown {
  return error.cause ?? error;
}
