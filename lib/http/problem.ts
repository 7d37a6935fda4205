import { DatabaseError } from "@/lib/db/database-error";
import { SchemaMismatch } from "@/lib/db/schema-version";
import { errorFields, log, logSeldom } from "@/lib/log";
import { InvalidCursor } from "@/lib/push/cursor";
import { TooManyListeners } from "@/lib/push/listen";
import {
  Conflict,
  InvalidInput,
  LimitReached,
  NotFound,
  UnknownChoice,
  Unverified,
} from "@/lib/services/errors";
import { whatIsAway } from "./away";
import {
  BadRequest,
  BodyTooLarge,
  ForeignOrigin,
  MethodNotAllowed,
  NotConfigured,
  RangeNotSatisfiable,
  Unauthorized,
  UnreadableRequest,
  WrongKey,
} from "./errors";

interface Problem {
  status: number;
  title: string;
  detail: string;
  code: string;
  headers?: Record<string, string>;
}

/** The answer to an error, as problem+json (RFC 9457). What we did not foresee is logged, and not described. */
export function problemResponse(error: unknown): Response {
  const { status, title, detail, code, headers } = problemOf(error);
  const body = { type: `/problems/${code}`, title, status, detail, code };
  return Response.json(body, {
    status,
    headers: { "content-type": "application/problem+json", "cache-control": "no-store", ...headers },
  });
}

/** The one table from error to HTTP. */
function problemOf(error: unknown): Problem {
  if (error instanceof InvalidInput || error instanceof BadRequest) {
    return { status: 400, title: "Bad request", detail: error.message, code: error.code };
  }
  if (error instanceof InvalidCursor) {
    const detail =
      "There is nothing to go on from at this cursor: begin without one, and read anew what you show.";
    return { status: 400, title: "Bad request", detail, code: error.code };
  }
  if (error instanceof Unverified) {
    return {
      status: 401,
      title: "Not verified",
      detail: "This delivery cannot be verified.",
      code: error.code,
    };
  }
  if (error instanceof Unauthorized) {
    const headers = { "www-authenticate": "Bearer" };
    return { status: 401, title: "Not signed in", detail: "Sign in first.", code: error.code, headers };
  }
  if (error instanceof WrongKey) {
    const headers = { "www-authenticate": "Bearer" };
    const detail =
      "This is a wrong cron secret, or none: send CRON_SECRET or INTERNAL_API_KEY as it is configured here, “Authorization: Bearer …”.";
    return { status: 401, title: "Wrong cron secret", detail, code: error.code, headers };
  }
  if (error instanceof ForeignOrigin) {
    return { status: 403, title: "Forbidden", detail: "This came from another site.", code: error.code };
  }
  if (error instanceof NotFound) {
    return { status: 404, title: "Not found", detail: "There is nothing here.", code: error.code };
  }
  if (error instanceof UnknownChoice) {
    return { status: 404, title: "Not found", detail: error.message, code: error.code };
  }
  if (error instanceof MethodNotAllowed) {
    const headers = { allow: error.allowed.join(", ") };
    return { status: 405, title: "Method not allowed", detail: error.message, code: error.code, headers };
  }
  if (error instanceof Conflict)
    return { status: 409, title: "Conflict", detail: error.message, code: error.code };
  if (error instanceof BodyTooLarge) {
    return { status: 413, title: "Too large", detail: error.message, code: error.code };
  }
  if (error instanceof UnreadableRequest) {
    const { status, code } = error;
    return { status, title: "Unreadable", detail: "This request cannot be read to its end.", code };
  }
  if (error instanceof RangeNotSatisfiable) {
    const headers = { "content-range": `bytes */${error.bytes}` };
    return { status: 416, title: "No such range", detail: error.message, code: error.code, headers };
  }
  if (error instanceof LimitReached) {
    const headers = { "retry-after": String(error.retryAfterSeconds) };
    return { status: 429, title: "Too many", detail: error.message, code: error.code, headers };
  }
  if (error instanceof TooManyListeners) {
    const headers = { "retry-after": String(error.retryAfterSeconds) };
    const detail = "As many listen here as may: close one that is open, or come back later.";
    return { status: 429, title: "Too many", detail, code: error.code, headers };
  }
  if (error instanceof NotConfigured) {
    return {
      status: 503,
      title: "Not configured",
      detail: "Nobody can call this: neither CRON_SECRET nor INTERNAL_API_KEY is configured.",
      code: error.code,
    };
  }
  if (error instanceof SchemaMismatch) {
    const headers = { "retry-after": "60" };
    return { status: 503, title: "Wrong schema", detail: error.message, code: error.code, headers };
  }
  if (error instanceof DatabaseError && error.isOfDeparture) {
    const detail = "Everything of yours is being deleted. Nothing new can be begun until that is done.";
    return { status: 409, title: "Conflict", detail, code: "being_deleted" };
  }
  if (error instanceof DatabaseError && error.isFull) {
    logSeldom("error", "there is no room left for what users want to keep", errorFields(error));
    const detail = "Darkroom has no room left to keep anything new. What it has is safe; try again later.";
    return {
      status: 507,
      title: "Storage full",
      detail,
      code: "storage_full",
      headers: { "retry-after": "60" },
    };
  }
  const away = whatIsAway(error);
  if (away) {
    return {
      status: 503,
      title: "Not answering",
      detail: `Darkroom’s own ${away} is not answering just now. Nothing is lost.`,
      code: "unavailable",
      headers: { "retry-after": "3" },
    };
  }
  log("error", "a request failed", errorFields(error));
  return { status: 500, title: "Our fault", detail: "Something went wrong on our side.", code: "internal" };
}
