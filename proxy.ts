import { NextResponse, type NextRequest } from "next/server";
import { contentSecurityPolicy } from "@/lib/http/content-security";
import { isApiPath, refuseMalformed } from "@/lib/http/malformed";
import { refreshSession } from "@/lib/http/refresh-session";
import { schemaRefusal } from "@/lib/http/schema-refusal";

/**
 * Before every page and user route: a request that can be read and a fresh session; before a page, a database with the schema
 * we need, and a content policy with a nonce of its own. Whoever brings a token needs no session.
 */
export async function proxy(request: NextRequest) {
  const refusal = (await refuseMalformed(request)) ?? (await schemaRefusal(request));
  if (refusal) return refusal;
  if (isApiPath(request.nextUrl.pathname)) return passToRoute(request);
  const nonce = btoa(crypto.randomUUID());
  const policy = contentSecurityPolicy(nonce);
  const headers = new Headers(request.headers);
  headers.set("x-nonce", nonce);
  headers.set("content-security-policy", policy);
  const response = await refreshSession(request, headers);
  response.headers.set("content-security-policy", policy);
  return response;
}

/** Routes have no scripts. */
function passToRoute(request: NextRequest): NextResponse | Promise<NextResponse> {
  if (request.headers.has("authorization")) return NextResponse.next();
  return refreshSession(request, new Headers(request.headers));
}

export const config = {
  // Left out: built files, the icon, and routes that no session opens. Never by ending: a picture of a job has one too.
  // With an escape in it, each address is looked at: Next answers a broken one with 500.
  matcher: [
    "/((?!_next/static/|_next/image$|icon\\.svg$|api/webhooks/|api/status/|api/health$).*)",
    "/(.*%.*)",
  ],
};
