import { createHash } from "node:crypto";
import { operationOfCallback } from "../callback-token";
import type { Delivery, WebhookRequest } from "../provider";

/**
 * Astria signs nothing and names no delivery. What proves a callback is the token in the URL we
 * gave for this one operation; what makes it the same delivery is the same body. The body itself is kept, not
 * believed. Throws `WebhookRejected`.
 */
export async function verifyWebhook(request: WebhookRequest): Promise<Delivery> {
  const operationId = operationOfCallback(request.url, "astria");
  const digest = createHash("sha256").update(request.body).digest("hex");
  return {
    deliveryId: `${operationId}:${digest}`,
    operationId,
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
