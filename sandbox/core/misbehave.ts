import { HttpResponse } from "msw";
import type { AnswerFault } from "./fault-names";
import { sleep } from "./sleep";

interface Circumstances {
  signal: AbortSignal;
  retryAfterSeconds: number;
  slowMs: number;
  /** How this provider words an error. */
  errorBody: ErrorBody;
}

/** The JSON of an error answer; a provider may have words of its own for a status. */
export type ErrorBody = (status: number, message: string) => Record<string, unknown>;

/**
 * Answers a request wrongly. `truncated`, `slow` and the `…-after-success` faults do the work first, the rest do not:
 * after a timeout the caller cannot know, and that is the point.
 */
export async function misbehave(
  fault: AnswerFault,
  answer: () => Promise<Response>,
  { signal, retryAfterSeconds, slowMs, errorBody }: Circumstances,
): Promise<Response> {
  switch (fault) {
    case "401":
      return Response.json(errorBody(401, "Unauthorized"), { status: 401 });
    case "429":
      return Response.json(errorBody(429, "Too many requests"), {
        status: 429,
        headers: { "retry-after": String(retryAfterSeconds) },
      });
    case "500":
      return Response.json(errorBody(500, "Internal Server Error"), { status: 500 });
    case "404":
      return Response.json(errorBody(404, "Not Found"), { status: 404 });
    case "html":
      return page("Just a moment...", 200);
    case "truncated":
      return truncate(await answer());
    case "slow": {
      const response = await answer();
      await sleep(slowMs, signal);
      return response;
    }
    case "504-after-success": {
      const response = await answer();
      return response.ok ? page("504 Gateway Time-out", 504) : response;
    }
    case "drop-after-success": {
      const response = await answer();
      return response.ok ? HttpResponse.error() : response;
    }
  }
}

function page(title: string, status: number): Response {
  const html = `<!DOCTYPE html>\n<html><head><title>${title}</title></head><body><center><h1>${title}</h1></center></body></html>\n`;
  return new Response(html, { status, headers: { "content-type": "text/html; charset=utf-8" } });
}

async function truncate(response: Response): Promise<Response> {
  const bytes = await response.arrayBuffer();
  const headers = { "content-type": response.headers.get("content-type") ?? "application/json" };
  return new Response(bytes.slice(0, Math.ceil(bytes.byteLength / 2)), { status: response.status, headers });
}
