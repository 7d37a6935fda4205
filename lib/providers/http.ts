import { validateHeaderValue } from "node:http";
import type { z } from "zod";
import { inTime } from "@/lib/in-time";
import { plainFetch } from "@/lib/plain-fetch";
import { answerIn, AnswerTooLong, BrokenAnswer, textIn, type ProviderAnswer } from "./answer";
import { questions, type Question } from "./get";
import { badResponse, notAuthorized, ProviderError, Unsendable } from "./provider-error";
import { isPage, refusalIn } from "./provider-words";
import { retryAfterIn } from "./retry-after";
import { isOfKey, isOfMoment, isOfRules } from "./status-words";

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

/**
 * One JSON call to a provider. Returns the body as the schema has it; throws `ProviderError` for everything
 * else: no connection, time-out, an error status, HTML, truncated JSON, a body of another shape.
 */
export async function callProvider<T extends z.ZodType>(call: ProviderCall<T>): Promise<z.infer<T>> {
  return readAnswer(call.label, await askProvider(call), call.schema);
}

/** One call to a provider, for those who can make sense of error statuses. Throws only where no answer came. */
export async function askProvider(call: ProviderQuestion): Promise<ProviderAnswer> {
  return call.method === "GET" ? ask(call) : tell(call);
}

/** A call that changes nothing: most are, and they are many. */
async function ask(call: ProviderQuestion): Promise<ProviderAnswer> {
  const question = questionOf(call);
  try {
    const { bytes, ...answer } = await questions.get(question);
    return { ...answer, text: textIn(bytes) };
  } catch (error) {
    throw connectionError(call.label, error);
  }
}

/** Throws `Unsendable` for what is no question. */
function questionOf({ url, headers, timeoutMs }: ProviderQuestion): Question {
  return sendable(() => {
    const to = new URL(url);
    if (to.username !== "" || to.password !== "") throw new TypeError("an address with a password");
    for (const [name, value] of Object.entries(headers)) validateHeaderValue(name, value);
    return { url: to, headers: { ...ofJson, ...headers }, timeoutMs };
  });
}

const ofJson = { accept: "application/json", "content-type": "application/json" };

/** A call that may have changed something once it is made. */
async function tell(call: ProviderQuestion): Promise<ProviderAnswer> {
  const request = requestOf(call);
  try {
    return await inTime(call.timeoutMs, async (signal) => answerIn(await plainFetch(request, { signal })));
  } catch (error) {
    throw connectionError(call.label, error);
  }
}

/** Throws `Unsendable` for what is no request, such as a key with a line break in it. */
function requestOf({ method, url, headers, body }: ProviderQuestion): Request {
  return sendable(() => {
    return new Request(url, {
      method,
      headers: { ...ofJson, ...headers },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      // Not followed: our key would travel with it.
      redirect: "manual",
    });
  });
}

/** What `make` makes of a request; throws `Unsendable` where it throws, whose own words may have our key in them. */
export function sendable<T>(make: () => T): T {
  try {
    return make();
  } catch {
    throw new Unsendable("a request to a provider makes no sense");
  }
}

/** An answer as the schema has it; throws `ProviderError` for an error status and for any other shape. */
export function readAnswer<T extends z.ZodType>(
  label: string,
  answer: ProviderAnswer,
  schema: T,
): z.infer<T> {
  if (!isGood(answer)) throw statusError(label, answer);
  const body = parseJson(answer.text);
  const parsed = schema.safeParse(body);
  // An empty answer may be all there is to say; half of one, or a page, says nothing.
  const isSaid = body !== undefined || answer.text.trim() === "";
  if (isSaid && parsed.success) return parsed.data;
  throw badResponse(label, undefined, !isPage(answer.text));
}

/** Whether it was answered with what was asked for. */
export function isGood({ status }: Pick<ProviderAnswer, "status">): boolean {
  return status >= 200 && status < 300;
}

/** What errors say, or the causes of those of fetch, where nobody was reached at all, or nobody who proved to be the right one. */
const neverReached =
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT|ERR_TLS_CERT_.+|CERT_.+|.+_CERT|.+_SIGNATURE|.+_CERT_.+)$/;

/** A call that brought no answer, told by what was thrown. */
export function connectionError(label: string, error: unknown): ProviderError {
  if (error instanceof AnswerTooLong) return badResponse(label, error);
  if (error instanceof BrokenAnswer) {
    const { code, message, facts } = connectionError(label, error.cause);
    return new ProviderError(
      code,
      message,
      { ...facts, mayHaveWorked: true, isAccepted: true },
      { cause: error },
    );
  }
  if (error instanceof Error && (error.name === "TimeoutError" || error.name === "AbortError")) {
    const facts = { retryable: true, mayHaveWorked: true, isCutOff: true };
    return new ProviderError("timeout", `${label} did not answer in time.`, facts, { cause: error });
  }
  const cause = error instanceof Error ? (error.cause ?? error) : undefined;
  const code = cause instanceof Error && "code" in cause ? String(cause.code) : "";
  const facts = { retryable: true, mayHaveWorked: !neverReached.test(code), isCutOff: true };
  return new ProviderError("unreachable", `${label} could not be reached.`, facts, { cause: error });
}

const never = { retryable: false, mayHaveWorked: false };

/**
 * What an error status means, and whether it is worth trying again. A 4xx in the provider's own JSON is its word; a web
 * page is somebody's on the way to it, or at another address than was meant.
 */
export function statusError(label: string, answer: ProviderAnswer): ProviderError {
  const { status, headers, text } = answer;
  const retryAfterMs = retryAfterIn(headers, Date.now());
  const body = parseJson(text);
  const said = refusalIn(body);
  const refused = `${label} refused: ${said?.words || `status ${status}`}`;
  if (isOfRules(status, said)) return new ProviderError("moderation", refused, never);
  if (status === 429) {
    const facts = { retryable: true, retryAfterMs, mayHaveWorked: false };
    return new ProviderError("rate_limited", `${label} asked us to slow down.`, facts);
  }
  if (status >= 500 || status === 408 || status === 425) {
    const isCutOff = status !== 500 || body === undefined;
    const isUnsupported = status === 501;
    const facts = { retryable: true, retryAfterMs, mayHaveWorked: true, isCutOff, isUnsupported };
    return new ProviderError("unavailable", `${label} is not answering properly (${status}).`, facts);
  }
  if (status < 400 || (body === undefined && status !== 401 && status !== 402)) {
    // These lead on after the work was done, as forms do; the others were never looked at.
    const isAccepted = status === 302 || status === 303;
    const facts = { retryable: true, mayHaveWorked: isAccepted, isAccepted };
    const message = `${label} answered with something we cannot read (${status}): its address may be set wrong.`;
    return new ProviderError("bad_response", message, facts);
  }
  if (status === 401 || ((status === 400 || status === 403) && isOfKey(said))) return notAuthorized(label);
  if (status === 403) {
    const message = `${label} does not allow this: ${said?.words || `status ${status}`}`;
    return new ProviderError("forbidden", message, { retryable: true, mayHaveWorked: false });
  }
  if (status === 402) {
    return new ProviderError("payment_required", `The ${label} account has no balance left.`, never);
  }
  if (status === 404) return new ProviderError("not_found", `${label} does not know this work.`, never);
  const isPassing = [405, 409, 423].includes(status) || isOfMoment(said);
  return new ProviderError("rejected", refused, { ...never, isPassing, isUnsupported: status === 405 });
}

/** `undefined` for what is no JSON. A whole number too long to be one, such as an id, is its digits. */
export function parseJson(text: string): unknown {
  try {
    return longNumber.test(text) ? JSON.parse(text, keepDigits) : JSON.parse(text);
  } catch {
    return undefined;
  }
}

const longNumber = /[[:,]\s*-?\d{16}/;

function keepDigits(_key: string, value: unknown, context?: { source?: string }): unknown {
  const isLong = typeof value === "number" && Number.isInteger(value) && !Number.isSafeInteger(value);
  return isLong && /^-?\d+$/.test(context?.source ?? "") ? context?.source : value;
}
