import { createHash, sign } from "node:crypto";
import type { Signature } from "../core/callback";
import { signingKey } from "./keys";

const USER_ID = "sandbox-user";

/** Signs as fal does: Ed25519, in hex, over request, user, time and the hash of the body, a line each. */
export function falWebhook(requestId: string, seed: number): Signature {
  const key = signingKey(seed);
  return {
    header: "x-fal-webhook-signature",
    headers: (text, sentAt) => {
      const timestamp = String(Math.floor(sentAt / 1_000));
      const bodyHash = createHash("sha256").update(text).digest("hex");
      const message = [requestId, USER_ID, timestamp, bodyHash].join("\n");
      return {
        "x-fal-webhook-request-id": requestId,
        "x-fal-webhook-user-id": USER_ID,
        "x-fal-webhook-timestamp": timestamp,
        "x-fal-webhook-signature": sign(null, Buffer.from(message), key).toString("hex"),
      };
    },
  };
}
