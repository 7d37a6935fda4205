import { createHmac, randomBytes } from "node:crypto";

const prefix = "whsec_";

/** A secret for an endpoint, as Standard Webhooks writes them. */
export function newSecret(): string {
  return prefix + randomBytes(32).toString("base64");
}

/** The headers by which a receiver proves a message (Standard Webhooks): a signature with each of the secrets. */
export function signatureHeaders(
  { id, body, secrets }: { id: string; body: string; secrets: readonly string[] },
  now: Date,
): Record<string, string> {
  const timestamp = String(Math.floor(now.getTime() / 1_000));
  const signatures = secrets.map((secret) => {
    const key = Buffer.from(secret.slice(prefix.length), "base64");
    return `v1,${createHmac("sha256", key).update(`${id}.${timestamp}.${body}`).digest("base64")}`;
  });
  return {
    "webhook-id": id,
    "webhook-timestamp": timestamp,
    "webhook-signature": signatures.join(" "),
  };
}
