import OpenAI from "openai";
import { z } from "zod";
import { idIn } from "../loose";
import type { Delivery, WebhookRequest } from "../provider";
import { WebhookRejected } from "../provider-error";

const Event = z.looseObject({ type: z.string(), data: z.unknown().optional() });

/**
 * A webhook of OpenAI's project, about videos, batches or responses: signed as Standard Webhooks has it, with five minutes of
 * tolerance. Its body names the work and nothing else. Throws `WebhookRejected` for all that is not proven,
 * a missing secret of ours too.
 */
export async function verifyOpenAiWebhook(
  { headers, body }: WebhookRequest,
  secret: string | undefined,
): Promise<Delivery> {
  if (!secret) throw new WebhookRejected("OPENAI_WEBHOOK_SECRET is missing, so no webhook can be verified");
  const event = Event.safeParse(await unwrap(body, headers, secret));
  if (!event.success) throw new WebhookRejected("the body is no event of OpenAI's");
  const { type, data } = event.data;
  return {
    provider: providerOf(type),
    deliveryId: headers.get("webhook-id") ?? "",
    operationId: null,
    providerRef: /^(video|batch|response)\./.test(type) ? idIn(data) : null,
    body: event.data,
  };
}

function providerOf(type: string): string {
  if (type.startsWith("video.")) return "openai-videos";
  return type.startsWith("batch.") ? "openai-batches" : "openai";
}

/** The SDK throws plain errors too: for a missing header, a secret that is none, a body that is no JSON. */
async function unwrap(body: string, headers: Headers, secret: string): Promise<unknown> {
  const verifier = new OpenAI({ apiKey: "none", adminAPIKey: null, organization: null, project: null });
  try {
    return await verifier.webhooks.unwrap(body, headers, secret);
  } catch (error) {
    throw new WebhookRejected(error instanceof Error ? error.message : String(error), { cause: error });
  }
}
