import { createHash } from "node:crypto";
import type { JobView } from "@/lib/jobs/job-view";

/** A job as a response; 304 if the client already has this state of the record. */
export function jobResponse(
  request: Request,
  view: JobView,
  init: { status?: number; headers?: Record<string, string> } = {},
): Response {
  const { etag, body } = writtenOf(view);
  const headers: Record<string, string> = { etag, "cache-control": "private, no-cache", ...init.headers };
  if (request.method === "GET" && isKnown(request, etag)) {
    return new Response(null, { status: 304, headers });
  }
  headers["content-type"] = "application/json";
  return new Response(body, { status: init.status ?? 200, headers });
}

/** Many may be given the same view. */
const written = new WeakMap<JobView, { etag: string; body: string }>();

function writtenOf(view: JobView): { etag: string; body: string } {
  const known = written.get(view);
  if (known) return known;
  const now = { etag: tagOf(view), body: JSON.stringify(view) };
  written.set(view, now);
  return now;
}

/** Whether the client says that it has this state: `If-None-Match` with one tag or several, weak ones too, or `*` for any. */
export function isKnown(request: Request, etag: string): boolean {
  const known = request.headers.get("if-none-match") ?? "";
  if (known.trim() === "*") return true;
  return [...known.matchAll(/(?:W\/)?("[^"]*")/g)].some(([, tag]) => tag === etag);
}

/**
 * Up to when the client knows the record: the latest moment that a tag of its `If-None-Match` names; `null` where none does.
 * Of a client that names a later one, some server has told more than what is kept here.
 */
export function knownAtOf(request: Request): Date | null {
  const known = request.headers.get("if-none-match") ?? "";
  const times = [...known.matchAll(/"([0-9a-z]{8})-[^"]*"/g)].map(([, time = ""]) =>
    Number.parseInt(time, 36),
  );
  return times.length === 0 ? null : new Date(Math.max(...times));
}

/** Names the moment of the last change, and changes with what the record says, not with the clock: times left and when to ask again do not count. */
export function etagOf(view: JobView): string {
  return writtenOf(view).etag;
}

function tagOf(view: JobView): string {
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
  const hash = createHash("sha256").update(JSON.stringify(record)).digest("base64url").slice(0, 27);
  return `"${Date.parse(view.updatedAt).toString(36)}-${hash}"`;
}
