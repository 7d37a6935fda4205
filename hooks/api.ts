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
const signedOut = "You have been signed out. Sign in in another tab, then try again.";

/** True where the session is over: asking again cannot help, signing in does. */
export function isSignedOut(error: unknown): boolean {
  return error instanceof ApiError && error.status === 401;
}

/** The sentence to show for any thrown value. */
export function errorSentence(error: unknown): string {
  return error instanceof ApiError ? error.message : unreachable;
}

/** Reads problem+json, or makes do with the status where a proxy answered in its own words. */
export function apiErrorOf(status: number, body: string, retryAfter: string | null = null): ApiError {
  const seconds = Number(retryAfter);
  const retryAfterMs = retryAfter !== null && seconds > 0 ? seconds * 1000 : null;
  if (status === 401) return new ApiError(signedOut, 401, "unauthenticated", retryAfterMs);
  const { code, detail, title } = fieldsOf(body);
  return new ApiError(detail ?? title ?? unreachable, status, code ?? "unknown", retryAfterMs);
}

function fieldsOf(body: string): { code?: string; detail?: string; title?: string } {
  try {
    const value: unknown = JSON.parse(body);
    if (typeof value !== "object" || value === null) return {};
    const fields = Object.entries(value).filter(
      (entry): entry is [string, string] => typeof entry[1] === "string" && entry[1] !== "",
    );
    return Object.fromEntries(fields);
  } catch {
    return {};
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
  const body = await response.text().catch(() => "");
  if (!response.ok) throw apiErrorOf(response.status, body, response.headers.get("retry-after"));
  try {
    return JSON.parse(body) as T;
  } catch {
    throw new ApiError(unreachable, response.status, "not_json");
  }
}

/** GET as JSON. Throws `ApiError`. */
export function getJson<T>(url: string): Promise<T> {
  return request<T>(url);
}

/** POST as JSON. Throws `ApiError`. */
export function postJson<T>(url: string, body?: unknown, headers: Record<string, string> = {}): Promise<T> {
  return request<T>(url, {
    method: "POST",
    headers: body === undefined ? headers : { "Content-Type": "application/json", ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}
