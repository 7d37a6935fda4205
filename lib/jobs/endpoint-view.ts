/** What an endpoint can be told of. */
export const endpointEvents = ["job.completed", "job.failed", "job.canceled", "job.created"] as const;
export type EndpointEvent = (typeof endpointEvents)[number];

/** An address that is told of its owner's jobs, as the API gives it; times in ISO 8601. */
export interface EndpointView {
  id: string;
  url: string;
  events: EndpointEvent[];
  /** False while its owner has paused it, and once it was turned off. */
  enabled: boolean;
  /** Why Darkroom turned it off by itself; `null` where it did not. */
  disabledReason: string | null;
  disabledAt: string | null;
  /** Until when the secret before the present one signs too; `null` where it does not any more. */
  oldSecretUntil: string | null;
  createdAt: string;
  updatedAt: string;
}

/** One message to an endpoint, and what was answered to its last try. */
export interface DeliveryView {
  /** The same at every try: receivers tell repeats by it. */
  id: string;
  /** `null` for a test. */
  jobId: string | null;
  type: EndpointEvent | "test";
  state: "waiting" | "delivered" | "failed";
  tries: number;
  /** The last answer's status, `null` where none came. */
  status: number | null;
  /** What was answered, or why nothing was; at most 1 KB. */
  answer: string | null;
  lastTryAt: string | null;
  /** `null` once it is over. */
  nextTryAt: string | null;
  createdAt: string;
}
