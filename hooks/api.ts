/** An answer other than 2xx, or none at all, in words that a person can read. */
export class ApiError extends Error {
  override readonly name = "ApiError";

  constructor(
    message: string,
    /** 0 where no answer came. */
    readonly status: number,
    readonly code: string,
    readonly retryAfterMs: number | null = null,
  ) {
    super(message);
  }
}

const unreachable = "We cannot reach Darkroom just now. Nothing is lost.";
/** The code of an answer that is not our own server's. */
export const unknownCode = "unknown";
const signedOutCode = "unauthorized";
const signedOut = "You have been signed out. Sign in in another tab, then try again.";
const silent = "Darkroom is not answering just now. Nothing is lost.";

/** What a status means that somebody on the way gave, in words of their own. `what` is what was being sent or asked for. */
function sentenceOf(status: number, what: string): string {
  switch (status) {
    case 401:
      return "Something on the way to Darkroom wants to know who you are. Reload the page.";
    case 403:
      return "Something on the way to Darkroom does not let this through.";
    case 404:
      return "Darkroom has nothing here. Reload the page.";
    case 413:
      return `${what} is too large for this server.`;
    case 429:
      return "Darkroom is asked too often just now. Wait a moment.";
    default:
      if (status >= 500) return silent;
      return status >= 400
        ? `Something on the way to Darkroom refused this (status ${status}).`
        : "Something else answered in the place of Darkroom. Reload the page.";
  }
}

/** True where the very same, sent again, would be refused again. */
export function isFinal(error: unknown): boolean {
  return error instanceof ApiError && [400, 413, 415, 422].includes(error.status);
}

/** True where our own server says that the session is over: asking again cannot help, signing in does. */
export function isSignedOut(error: unknown): boolean {
  return error instanceof ApiError && error.status === 401 && error.code === signedOutCode;
}

/** True where our own server says that there is no such thing, or none any more. */
export function isGone(error: unknown): boolean {
  return error instanceof ApiError && error.status === 404 && error.code === "not_found";
}

/** True where our own server answers, and says that what it stands on does not. */
export function isUnavailable(error: unknown): boolean {
  return error instanceof ApiError && error.status === 503 && error.code === "unavailable";
}

/** The sentence to show for any thrown value. */
export function errorSentence(error: unknown): string {
  return error instanceof ApiError ? error.message : unreachable;
}

/**
 * What an answer other than a good one says: our own problem+json its detail, anybody else's page its status. One that is
 * too large is so whoever says it. `what` names what was sent.
 */
export function apiErrorOf(
  status: number,
  body: string,
  retryAfter: string | null = null,
  what = "This",
): ApiError {
  const seconds = Number(retryAfter);
  const retryAfterMs = retryAfter !== null && seconds > 0 ? seconds * 1000 : null;
  const ours = status === 413 ? null : problemIn(body);
  if (status === 401 && ours?.code === signedOutCode) return new ApiError(signedOut, 401, signedOutCode);
  const { code, detail } = ours ?? { code: unknownCode, detail: sentenceOf(status, what) };
  return new ApiError(detail, status, code, retryAfterMs);
}

/** Our own problem+json; `null` for what somebody else says. */
function problemIn(body: string): { code: string; detail: string } | null {
  try {
    const value: unknown = JSON.parse(body);
    if (typeof value !== "object" || value === null) return null;
    const { code, detail } = value as Record<string, unknown>;
    return typeof code === "string" && typeof detail === "string" && detail !== "" ? { code, detail } : null;
  } catch {
    return null;
  }
}

async function request<T>(url: string, init?: RequestInit): Promise<T> {
  let response: Response;
  try {
    // The browser's own cache would answer a 304 with the poll interval of an older answer.
    response = await fetch(url, { cache: "no-store", ...init });
  } catch {
    throw new ApiError(unreachable, 0, "unreachable");
  }
  const body = await response.text().catch(() => null);
  if (!response.ok) throw apiErrorOf(response.status, body ?? "", response.headers.get("retry-after"));
  if (body === null) throw new ApiError(unreachable, 0, "unreachable");
  // Done, and nothing to say.
  if (response.status === 204) return undefined as T;
  try {
    return JSON.parse(body) as T;
  } catch {
    throw apiErrorOf(response.status, "");
  }
}

/** GET as JSON. Throws `ApiError`. */
export function getJson<T>(url: string): Promise<T> {
  return request<T>(url);
}

/** POST as JSON. Throws `ApiError`. */
export function postJson<T>(url: string, body?: unknown, headers: Record<string, string> = {}): Promise<T> {
  return sendJson<T>("POST", url, body, headers);
}

/** Any other method as JSON. Throws `ApiError`. */
export function sendJson<T>(
  method: "POST" | "PUT" | "PATCH" | "DELETE",
  url: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<T> {
  return request<T>(url, {
    method,
    headers: body === undefined ? headers : { "Content-Type": "application/json", ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}
