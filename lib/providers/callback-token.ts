import { createHmac, timingSafeEqual } from "node:crypto";

/** The token in an operation's callback URL: HMAC-SHA256 of provider and operation, the same on every try. */
export function callbackToken(secret: string, provider: string, operationId: string): string {
  return createHmac("sha256", secret).update(`callback|${provider}|${operationId}`).digest("base64url");
}

/** Compares in constant time. */
export function isSameToken(given: string, expected: string): boolean {
  const a = createHmac("sha256", "compare").update(given).digest();
  const b = createHmac("sha256", "compare").update(expected).digest();
  return timingSafeEqual(a, b);
}
