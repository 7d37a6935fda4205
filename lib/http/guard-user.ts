import { userOfCookies, userOfToken, type User } from "@/lib/db/session";
import { cookiesIn } from "@/lib/db/session-cookies";
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
  const user = await userOfCookies(cookiesIn(request.headers.get("cookie")));
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
