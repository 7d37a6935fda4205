import { parseCookieHeader } from "@supabase/ssr";
import { userOfCookies, userOfToken, type User } from "@/lib/db/session";
import { ForeignOrigin, Unauthorized } from "./errors";

/**
 * Who is asking: by `Authorization: Bearer` or by session cookie. A write by cookie must come from our own
 * pages. Throws `Unauthorized` or `ForeignOrigin`.
 */
export async function requireUser(request: Request): Promise<User> {
  const header = request.headers.get("authorization");
  if (header !== null) {
    const token = /^Bearer\s+(\S+)$/i.exec(header)?.[1];
    const user = token === undefined ? null : await userOfToken(token);
    if (!user) throw new Unauthorized();
    return user;
  }
  const cookies = parseCookieHeader(request.headers.get("cookie") ?? "");
  const user = await userOfCookies({
    getAll: () => cookies.map(({ name, value }) => ({ name, value: value ?? "" })),
    // Sessions are refreshed in proxy.ts, before a route is reached.
    setAll: () => {},
  });
  if (!user) throw new Unauthorized();
  if (request.method !== "GET" && request.method !== "HEAD" && !isSameOrigin(request))
    throw new ForeignOrigin();
  return user;
}

/** By what the browser itself says: `Sec-Fetch-Site`, else `Origin` against the host it asked. */
function isSameOrigin(request: Request): boolean {
  const site = request.headers.get("sec-fetch-site");
  if (site !== null) return site === "same-origin" || site === "none";
  const origin = request.headers.get("origin");
  if (origin === null) return false;
  const host = request.headers.get("x-forwarded-host") ?? request.headers.get("host");
  return URL.canParse(origin) && new URL(origin).host === host;
}
