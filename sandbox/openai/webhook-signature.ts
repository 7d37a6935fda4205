import { createHmac } from "node:crypto";
import type { Signature } from "../core/callback";
import { unixSeconds } from "./timing";

/** Signs as Standard Webhooks has it. The id stays the same however often the event is sent: receivers tell copies by it. */
export function standardWebhook(webhookId: string, secret: string): Signature {
  const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
  return {
    header: "webhook-signature",
    headers: (text, sentAt) => {
      const timestamp = String(unixSeconds(sentAt));
      const mac = createHmac("sha256", key).update(`${webhookId}.${timestamp}.${text}`).digest("base64");
      return {
        "webhook-id": webhookId,
        "webhook-timestamp": timestamp,
        "webhook-signature": `v1,${mac}`,
      };
    },
  };
}
