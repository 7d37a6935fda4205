import { createHmac } from "node:crypto";
import { z } from "zod";
import { env } from "@/lib/env";
import { isSameSecret } from "@/lib/same-secret";
import { WebhookRejected } from "./provider-error";

/** The token in an operation's callback URL: HMAC-SHA256 of provider and operation, the same on every try. */
export function callbackToken(secret: string, provider: string, operationId: string): string {
  return createHmac("sha256", secret).update(`callback|${provider}|${operationId}`).digest("base64url");
}

/** The operation that a callback URL names and proves with its token. Throws `WebhookRejected`. */
export function operationOfCallback({ searchParams }: URL, provider: string): string {
  const operationId = z.uuid().safeParse(searchParams.get("op"));
  if (!operationId.success) throw new WebhookRejected("no operation in the callback URL");
  const expected = callbackToken(env().WEBHOOK_SECRET, provider, operationId.data);
  if (isSameSecret(searchParams.get("t") ?? "", expected)) return operationId.data;
  throw new WebhookRejected("wrong token in the callback URL");
}
