import { guardedFetch, InnerAddress, UnsafeLink, type GuardedFetch } from "@/lib/guarded-fetch";
import { inTime } from "@/lib/in-time";
import { retryAfterIn } from "@/lib/providers/retry-after";
import type { Deliver, Delivery, Fate, TestDelivery, WebhookTarget } from "./delivery";
import { endpointUrl } from "./endpoint-url";
import { InvalidInput } from "./errors";
import { presentJob } from "./present-job";
import { signatureHeaders } from "./sign-delivery";

type WebhookDelivery = Delivery<WebhookTarget> | TestDelivery;

/** Until there is a status. */
const timeoutMs = 10_000;
/** Then the message has been answered: of what else is said, what comes within so long is kept. */
const bodyMs = 1_500;

/** So much of an answer is kept. What comes after it is not even read. */
const mostAnswerBytes = 1_024;

/** Sends a message to its endpoint, signed; only where it is safe to call, and wherever the answer would send us on to. */
export function deliverWebhookBy(
  fetchSafely: GuardedFetch,
  now = () => new Date(),
): Deliver<WebhookDelivery> {
  return async (delivery) => {
    try {
      const { url, mayBeLocal } = endpointUrl(delivery.target.url);
      const body = JSON.stringify(await messageOf(delivery));
      const { secrets } = delivery.target;
      const headers = {
        "content-type": "application/json",
        "user-agent": "Darkroom-Webhooks/1",
        // Nothing is to be unpacked of an answer that is hardly read.
        "accept-encoding": "identity",
        ...signatureHeaders({ id: delivery.id, body, secrets }, now()),
      };
      const response = await inTime(timeoutMs, (signal) =>
        fetchSafely(url, { method: "POST", headers, body, signal }, { mayBeLocal }),
      );
      return await fateOf(response, now());
    } catch (error) {
      return { fate: "failed", status: null, message: reasonOf(error) };
    }
  };
}

/** `deliverWebhookBy` the platform's own means. */
export const deliverWebhook = deliverWebhookBy(guardedFetch);

/** What is sent: what happened and when, and the job as it is by now. */
async function messageOf(delivery: WebhookDelivery): Promise<Record<string, unknown>> {
  const { id, type, createdAt } = delivery;
  const data =
    delivery.type === "test"
      ? { message: "This is a test. It tells of no job." }
      : { job: await presentJob(delivery.job) };
  return { id, type, timestamp: createdAt.toISOString(), data };
}

async function fateOf(response: Response, now: Date): Promise<Fate> {
  const { status } = response;
  const answer = await beginningOf(response);
  if (response.ok) return { fate: "delivered", status, answer };
  if (status === 410) return { fate: "gone", status, message: "It answered 410: nobody is there any more." };
  if (status >= 300 && status < 400) {
    const message = `It answered ${status}, which leads elsewhere: that is not followed.`;
    return { fate: "failed", status, message };
  }
  const retryAfterMs = retryAfterIn(response.headers, now.getTime());
  return { fate: "failed", status, message: answer, ...(retryAfterMs !== null && { retryAfterMs }) };
}

/** The beginning of what an answer says. One that breaks off there, or never ends, has still been given. */
async function beginningOf({ body }: Response): Promise<string> {
  if (!body) return "";
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = body.getReader();
  // Lets go of the rest, and of the connection; who waits for more is told that there is none.
  const leave = () => void reader.cancel().catch(() => undefined);
  const timer = setTimeout(leave, bodyMs);
  try {
    while (length < mostAnswerBytes) {
      const { done, value } = await reader.read();
      if (done) break;
      chunks.push(value);
      length += value.length;
    }
  } catch {
    // What has come is all that there is to show.
  }
  clearTimeout(timer);
  leave();
  return new TextDecoder().decode(Buffer.concat(chunks).subarray(0, mostAnswerBytes));
}

/** Why there was no answer, in words for a person. Nothing in them is from inside of our own network. */
function reasonOf(error: unknown): string {
  if (error instanceof InvalidInput) return error.message;
  if (error instanceof UnsafeLink || error instanceof InnerAddress)
    return "Its name leads to an address inside of a machine or a network, which is never called.";
  if (error instanceof DOMException && error.name === "TimeoutError")
    return `It did not answer within ${timeoutMs / 1_000} seconds.`;
  const cause = error instanceof Error ? error.cause : undefined;
  const code = cause instanceof Error && "code" in cause ? String(cause.code) : "";
  return code === "" ? "It could not be sent." : `It could not be reached (${code}).`;
}
