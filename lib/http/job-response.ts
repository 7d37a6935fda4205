import { createHash } from "node:crypto";
import type { JobView } from "@/lib/jobs/job-view";

/** A job as a response; 304 if the client already has this state of the record. */
export function jobResponse(
  request: Request,
  view: JobView,
  init: { status?: number; headers?: Record<string, string> } = {},
): Response {
  const etag = etagOf(view);
  const headers = { etag, "cache-control": "private, no-cache", ...init.headers };
  if (request.method === "GET" && isKnown(request, etag)) {
    return new Response(null, { status: 304, headers });
  }
  return Response.json(view, { status: init.status ?? 200, headers });
}

/** Whether the client says that it has this state: `If-None-Match` with one tag or several, weak ones too, or `*` for any. */
export function isKnown(request: Request, etag: string): boolean {
  const known = request.headers.get("if-none-match") ?? "";
  if (known.trim() === "*") return true;
  return [...known.matchAll(/(?:W\/)?("[^"]*")/g)].some(([, tag]) => tag === etag);
}

/** Changes with what the record says, not with the clock: times left and when to ask again do not count. */
export function etagOf(view: JobView): string {
  const {
    estimatedTimeRemaining,
    estimate,
    pollAfterMs,
    checkedAt,
    sinceCheckMs,
    glide,
    checks,
    checksSaved,
    accuracy,
    ...record
  } = view;
  return `"${createHash("sha256").update(JSON.stringify(record)).digest("base64url").slice(0, 27)}"`;
}
