import { claimDeliveries, claimDelivery, settleDelivery, type ClaimedDelivery } from "@/lib/db/deliveries";
import { errorFields, log } from "@/lib/log";
import type { Fate } from "./delivery";
import { nextTryIn, pauseOf } from "./delivery-ladder";
import { deliveryPorts } from "./delivery-ports";

/** A try takes some 50 s at most, and most 12; then there is time to write what came of it, and to try that again. */
const leaseMs = 90_000;

/** So many are under way at once here; in all processes together so many of one user, and to one place. */
const atOnce = 16;
const most = { ofUser: 6, ofPlace: 2 };

/** Nothing new is begun after so long, though there should be time: others come by as well. */
const mostMs = 30_000;

/**
 * Delivers what is due, to endpoints and to chats, while there is time; how many tries that were. What it begins ends
 * within a minute. Never throws: whoever comes by next goes on.
 */
export async function deliverDue(isTimeLeft: () => boolean = () => true): Promise<number> {
  const startedAt = performance.now();
  let tries = 0;
  const underWay = new Set<Promise<void>>();
  try {
    while (isTimeLeft() && performance.now() - startedAt < mostMs) {
      const claim = await claimDeliveries(atOnce - underWay.size, leaseMs, most);
      for (const delivery of claim.deliveries) {
        const work: Promise<void> = deliver(delivery, claim.id).finally(() => underWay.delete(work));
        underWay.add(work);
        tries += 1;
      }
      if (underWay.size === 0) break;
      // What waited for it, or for a place, may be delivered then.
      await Promise.race(underWay);
    }
  } catch (error) {
    log("error", "what is to be told could not be claimed", errorFields(error));
  }
  await Promise.all(underWay);
  return tries;
}

/** Delivers one message for somebody who waits for it, if it is due and nobody is at it. */
export async function deliverNow(id: string): Promise<void> {
  const claim = await claimDelivery(id, leaseMs);
  for (const delivery of claim.deliveries) await deliver(delivery, claim.id);
}

/** Tries once, and writes what came of it. Never throws: where that is not written, it is tried again under the same id. */
async function deliver(delivery: ClaimedDelivery, claimId: string): Promise<void> {
  try {
    const fate = await tried(delivery);
    // One for both, so that what waits with it comes behind it.
    const random = Math.random();
    await settleDelivery(delivery.id, claimId, {
      fate: fate.fate,
      status: fate.status ?? null,
      answer: fate.fate === "delivered" ? (fate.answer ?? "") : fate.message,
      nextInMs: nextIn(delivery, fate, random),
      pauseMs:
        fate.fate === "failed" && fate.retryAfterMs !== undefined ? pauseOf(fate.retryAfterMs, random) : null,
    });
  } catch (error) {
    log("error", "a delivery was not noted", { deliveryId: delivery.id, ...errorFields(error) });
  }
}

function nextIn({ type, tries }: ClaimedDelivery, fate: Fate, random: number): number | null {
  // A test is over at once: its owner looks on.
  if (fate.fate !== "failed" || type === "test") return null;
  return nextTryIn(tries, fate.retryAfterMs, random);
}

/** Hands a message to whoever delivers there, with what its target and type say that it has. */
async function tried(row: ClaimedDelivery): Promise<Fate> {
  const { id, userId, tries, createdAt, type, eventId, job } = row;
  const message = { id, userId, tries, createdAt };
  if (row.target === "webhook" && row.endpointId !== null && row.url !== null) {
    const { endpointId, url, secrets } = row;
    const target = { type: "webhook", endpointId, url, secrets } as const;
    if (type === "test") return deliveryPorts.webhook({ ...message, type, target });
    if (eventId !== null && job)
      return deliveryPorts.webhook({ ...message, type, target, eventId, jobId: job.id, job });
  }
  if (row.target === "telegram" && row.chatId !== null && type !== "test" && eventId !== null && job) {
    const target = { type: "telegram", chatId: row.chatId } as const;
    return deliveryPorts.telegram({ ...message, type, target, eventId, jobId: job.id, job });
  }
  log("error", "a delivery makes no sense", { deliveryId: id });
  return { fate: "failed", status: null, message: "It could not be sent." };
}
