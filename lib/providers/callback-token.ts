import { createHmac } from "node:crypto";

/** The token in an operation's callback URL: HMAC-SHA256 of provider and operation, the same on every try. */
export function callbackToken(secret: string, provider: string, operationId: string): string {
  return createHmac("sha256", secret).update(`callback|${provider}|${operationId}`).digest("base64url");
}
