import { createHash } from "node:crypto";
import { z } from "zod";
import { env } from "@/lib/env";
import { isSameSecret } from "@/lib/same-secret";
import { callbackToken } from "../callback-token";
import type { Delivery, WebhookRequest } from "../provider";
import { WebhookRejected } from "../provider-error";

/**
 * Astria signs nothing and names no delivery. What proves a callback is the token in the URL we
 * gave for this one operation; what makes it the same delivery is the same body. The body itself is kept, not
 * believed. Throws `WebhookRejected`.
 */
export async function verifyWebhook(request: WebhookRequest): Promise<Delivery> {
  const operationId = z.uuid().safeParse(request.url.searchParams.get("op"));
  const token = request.url.searchParams.get("t") ?? "";
  if (!operationId.success) throw new WebhookRejected("no operation in the callback URL");
  if (!isSameSecret(token, callbackToken(env().WEBHOOK_SECRET, "astria", operationId.data))) {
    throw new WebhookRejected("wrong token in the callback URL");
  }
  const digest = createHash("sha256").update(request.body).digest("hex");
  return {
    deliveryId: `${operationId.data}:${digest}`,
    operationId: operationId.data,
    providerRef: null,
    body: parse(request.body),
  };
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return { unreadable: body.slice(0, 1_000) };
  }
}
