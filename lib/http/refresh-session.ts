import { NextResponse, type NextRequest } from "next/server";
import { sessionClient } from "@/lib/db/session";

/**
 * Passes the request on with these headers, its session refreshed if the access token has run out. Nothing is
 * decided here: pages and routes verify the session themselves.
 */
export async function refreshSession(request: NextRequest, headers: Headers): Promise<NextResponse> {
  const pass = () => NextResponse.next({ request: { headers } });
  let response = pass();
  if (!request.cookies.getAll().some(({ name }) => name.startsWith("sb-"))) return response;

  const client = sessionClient({
    getAll: () => request.cookies.getAll(),
    setAll: (list, cacheHeaders) => {
      for (const { name, value } of list) request.cookies.set(name, value);
      headers.set("cookie", request.headers.get("cookie") ?? "");
      response = pass();
      for (const { name, value, options } of list) response.cookies.set(name, value, options);
      for (const [name, value] of Object.entries(cacheHeaders)) response.headers.set(name, value);
    },
  });
  await client.auth.getSession().catch(() => null);
  return response;
}
