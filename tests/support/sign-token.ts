import { createHmac } from "node:crypto";
import { testKeys } from "./cluster";

/** When tests began to be written, and long after the last of them: a token is good whatever the clock says. In seconds. */
const issuedAt = 1_700_000_000;
const lastExpiry = 4_100_000_000;

/** The access token of a signed-in user, as Supabase would issue it, for users who never signed up. */
export function signToken(userId: string, expiresAt = lastExpiry): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const claims = { sub: userId, role: "authenticated", aud: "authenticated", iat: issuedAt, exp: expiresAt };
  const signed = `${part({ alg: "HS256", typ: "JWT" })}.${part(claims)}`;
  return `${signed}.${createHmac("sha256", testKeys.jwtSecret).update(signed).digest("base64url")}`;
}
