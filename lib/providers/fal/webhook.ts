import { createHash, verify, type KeyObject } from "node:crypto";
import { operationOfCallback } from "../callback-token";
import { parseJson } from "../http";
import { fieldsOf, textOf } from "../loose";
import type { Delivery, WebhookRequest } from "../provider";
import { WebhookRejected } from "../provider-error";
import { newSigningKeys, signingKeys } from "./jwks";
import { requestIdIn } from "./read-submitted";
import { formatRef, refOf } from "./ref";

/** How far fal's clock may be from ours, in seconds (fal's documentation). */
const toleranceSeconds = 300;

/**
 * A webhook of fal's: signed with one of fal's keys, and sent to the URL we gave for this one operation, token
 * included. It tells the request's id even where the create call's answer was lost. Throws `WebhookRejected`.
 */
export async function verifyWebhook(request: WebhookRequest): Promise<Delivery> {
  const operationId = operationOfCallback(request.url, "fal");
  await requireSignature(request, Date.now());
  const body = parseJson(request.body);
  const requestId = requestIdIn(body);
  if (requestId === null) throw new WebhookRejected("the body names no request");
  const { searchParams } = request.url;
  const ref = refOf(searchParams.get("app") ?? "", requestId, searchParams.get("makes") ?? "films");
  return {
    deliveryId: `${requestId}:${textOf(fieldsOf(body)["status"]) ?? ""}`,
    operationId,
    providerRef: ref && formatRef(ref),
    body,
  };
}

/** fal signs request id, user id, timestamp and the body's SHA-256, one a line, with Ed25519. */
async function requireSignature({ headers, body }: WebhookRequest, nowMs: number): Promise<void> {
  const [requestId, userId, timestamp, signature] = ["request-id", "user-id", "timestamp", "signature"].map(
    (name) => headers.get(`x-fal-webhook-${name}`),
  );
  if (!requestId || !userId || !timestamp || !signature)
    throw new WebhookRejected("a signature header is missing");
  const age = Math.abs(nowMs / 1_000 - Number(timestamp));
  if (!(age <= toleranceSeconds)) throw new WebhookRejected("the timestamp is too old or too new");
  const digest = createHash("sha256").update(body).digest("hex");
  const message = Buffer.from([requestId, userId, timestamp, digest].join("\n"));
  const fits = (key: KeyObject) => verify(null, message, key, Buffer.from(signature, "hex"));
  if ((await signingKeys(nowMs)).some(fits) || (await newSigningKeys(nowMs)).some(fits)) return;
  throw new WebhookRejected("the signature fits none of fal's keys");
}
