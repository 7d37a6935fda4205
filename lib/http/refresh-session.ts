import { NextResponse, type NextRequest } from "next/server";
import { AuthAway, refreshSession as refresh } from "@/lib/db/session";
import { isApiPath } from "./malformed";
import { problemResponse } from "./problem";

/** What tells a page that auth is away, so that it does not wait for it once more. Nobody else can set it. */
export const awayHeader = "x-auth-away";

/**
 * Passes the request on with these headers, its session refreshed if the access token has run out. Nothing is
 * decided here: pages and routes verify the session themselves. Where auth is away and the token has run out, a route is
 * answered at once, and a page is told.
 */
export async function refreshSession(request: NextRequest, headers: Headers): Promise<NextResponse> {
  headers.delete(awayHeader);
  const pass = () => NextResponse.next({ request: { headers } });
  let response = pass();
  if (!request.cookies.getAll().some(({ name }) => name.startsWith("sb-"))) return response;

  try {
    await refresh({
      getAll: () => request.cookies.getAll(),
      setAll: (list, cacheHeaders) => {
        for (const { name, value } of list) request.cookies.set(name, value);
        headers.set("cookie", request.headers.get("cookie") ?? "");
        response = pass();
        for (const { name, value, options } of list) response.cookies.set(name, value, options);
        for (const [name, value] of Object.entries(cacheHeaders)) response.headers.set(name, value);
      },
    });
    return response;
  } catch (error) {
    if (!(error instanceof AuthAway)) throw error;
    if (request.headers.has("authorization")) return response;
    if (isApiPath(request.nextUrl.pathname)) {
      const { body, status, headers: told } = problemResponse(error);
      return new NextResponse(body, { status, headers: told });
    }
    headers.set(awayHeader, "1");
    return pass();
  }
}
