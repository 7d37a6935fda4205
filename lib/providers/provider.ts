import type { Observation } from "@/lib/jobs/outcome";

/** What a kind wants started. Each adapter knows its own shapes; nobody else looks inside. */
export interface StartRequest {
  provider: string;
  body: Record<string, unknown>;
  /** Paths of uploaded files the provider must be able to fetch. */
  files?: readonly string[];
}

/** What an adapter gets besides the request itself. */
export interface StartContext {
  /** Ours, and the same on every try: adapters put it where the provider lets them find it again. */
  operationId: string;
  /** Where the provider may call back, token included. Never to be logged. */
  callbackUrl: string;
  /** Links to the request's files, valid for some hours. Never to be logged. */
  fileUrls: readonly string[];
}

export interface Started {
  ref: string;
  /** What the create call already told; `null` if nothing beyond the id. */
  observation: Observation | null;
}

/** Where a start of unknown fate was looked up. */
export type Found = { type: "found"; started: Started } | { type: "absent" } | { type: "unprovable" };

export interface WebhookRequest {
  url: URL;
  headers: Headers;
  body: string;
}

/** A verified delivery. It is a hint: it says where to look, never what is true. */
export interface Delivery {
  /** The same on every repetition of the same delivery. */
  deliveryId: string;
  operationId: string | null;
  providerRef: string | null;
  /** The parsed body, for the inbox. */
  body: unknown;
}

/**
 * The port to a provider: start, look, never loop. Every method may throw `ProviderError`; whether it is
 * worth trying again was decided where the error was made.
 */
export interface Provider {
  name: string;
  /** For people: "Astria". */
  label: string;
  /** Starts one piece of work. Called at most once per operation unless an earlier call provably failed. */
  start: (request: StartRequest, context: StartContext) => Promise<Started>;
  /** Looks up a start of unknown fate by our operation id. `since` is when the intent was written. */
  find: (request: StartRequest, operationId: string, since: Date) => Promise<Found>;
  /**
   * Asks about many at once, in as few calls as the provider allows. Every ref gets an answer or an error, but
   * those that were not asked about because `isTimeLeft` said no.
   */
  check: (refs: readonly string[], isTimeLeft: () => boolean) => Promise<Map<string, Observation | Error>>;
  /** Asks the provider to stop. Absent where it offers no way to. */
  cancel?: (ref: string) => Promise<"canceled" | "requested" | "finished">;
  /** Verifies a webhook; throws `WebhookRejected` if it cannot be. */
  verifyWebhook: (request: WebhookRequest) => Promise<Delivery>;
}
