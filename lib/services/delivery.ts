import type { EndpointEvent } from "@/lib/jobs/endpoint-view";
import type { Job } from "@/lib/jobs/job";

/** An endpoint that a user registered. */
export interface WebhookTarget {
  type: "webhook";
  endpointId: string;
  url: string;
  /** What messages are signed with: the present secret, then the one before it while that is still valid. */
  secrets: readonly string[];
}

/** A chat that a user linked. */
export interface TelegramTarget {
  type: "telegram";
  chatId: number;
}

interface Message<Target> {
  /** The same at every try; without dots. */
  id: string;
  userId: string;
  /** How often it was claimed to be delivered, this time included, since a person last asked for it. */
  tries: number;
  /** When what it tells of happened. */
  createdAt: Date;
  target: Target;
}

/** What is to be told to somebody of a job. */
export interface Delivery<Target = WebhookTarget | TelegramTarget> extends Message<Target> {
  type: EndpointEvent;
  /** The ledger's id of what happened. */
  eventId: number;
  jobId: string;
  /** As it is now. */
  job: Job;
}

/** A message that its owner asked for, to see whether it comes through. */
export interface TestDelivery extends Message<WebhookTarget> {
  type: "test";
}

/** What became of a try. `status` is the answer's, `null` where none came. */
export type Fate =
  | { fate: "delivered"; status: number | null; answer?: string }
  /** It is tried again as long as there are tries left, and nothing is sent there before `retryAfterMs` are over. */
  | { fate: "failed"; status: number | null; message: string; retryAfterMs?: number }
  /** Nobody is there any more, and nothing more is to be sent there. */
  | { fate: "gone"; status?: number; message: string };

/** Tries to deliver a message once, within 12 s, or within 50 where files go along. Never throws. */
export type Deliver<D = Delivery> = (delivery: D) => Promise<Fate>;
