import { createHash, verify, type KeyObject } from "node:crypto";
import { z } from "zod";
import { env } from "@/lib/env";
import { isSameSecret } from "@/lib/same-secret";
import { callbackToken } from "../callback-token";
import { parseJson } from "../http";
import type { Delivery, WebhookRequest } from "../provider";
import { WebhookRejected } from "../provider-error";
import { newSigningKeys, signingKeys } from "./jwks";
import { formatRef, refOf } from "./ref";

/** How far fal's clock may be from ours, in seconds (fal's documentation). */
const toleranceSeconds = 300;

const Body = z.looseObject({ request_id: z.string(), status: z.string().optional() });

/**
 * A webhook of fal's: signed with one of fal's keys, and sent to the URL we gave for this one operation, token
 * included. It tells the request's id even where the create call's answer was lost. Throws `WebhookRejected`.
 */
export async function verifyWebhook(request: WebhookRequest): Promise<Delivery> {
  const operationId = operationIn(request.url);
  await requireSignature(request, Date.now());
  const body = Body.safeParse(parseJson(request.body));
  if (!body.success) throw new WebhookRejected("the body names no request");
  const { request_id: requestId, status } = body.data;
  const ref = refOf(request.url.searchParams.get("app") ?? "", requestId);
  return {
    deliveryId: `${requestId}:${status ?? ""}`,
    operationId,
    providerRef: ref && formatRef(ref),
    body: body.data,
  };
}

function operationIn({ searchParams }: URL): string {
  const operationId = z.uuid().safeParse(searchParams.get("op"));
  if (!operationId.success) throw new WebhookRejected("no operation in the callback URL");
  const expected = callbackToken(env().WEBHOOK_SECRET, "fal", operationId.data);
  if (!isSameSecret(searchParams.get("t") ?? "", expected)) {
    throw new WebhookRejected("wrong token in the callback URL");
  }
  return operationId.data;
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
