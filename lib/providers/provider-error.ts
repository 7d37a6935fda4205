import type { JobError } from "@/lib/jobs/job-view";
import type { Trouble } from "@/lib/jobs/outcome";

export type ProviderErrorCode =
  | "rate_limited"
  | "unavailable"
  | "timeout"
  | "unreachable"
  | "bad_response"
  | "not_authorized"
  | "not_found"
  | "payment_required"
  | "rejected";

/** Trouble with a provider. The adapter decides when it makes the error whether trying again can help. */
export class ProviderError extends Error {
  override readonly name = "ProviderError";

  constructor(
    readonly code: ProviderErrorCode,
    /** For people: what happened, no secrets, no URL. */
    message: string,
    readonly facts: {
      retryable: boolean;
      retryAfterMs?: number | null;
      /** Whether a create call that ended like this may have taken effect all the same. */
      mayHaveWorked: boolean;
    },
    options?: ErrorOptions,
  ) {
    super(message, options);
  }

  /** As a reason to wait. */
  get trouble(): Trouble {
    return { code: this.code, message: this.message, retryAfterMs: this.facts.retryAfterMs ?? null };
  }

  /** As the end of an operation that was never started. */
  get refusal(): JobError {
    return {
      code: this.code,
      message: this.message,
      retryable: this.code === "payment_required",
      charged: false,
    };
  }
}

/** A webhook that does not prove where it comes from. */
export class WebhookRejected extends Error {
  override readonly name = "WebhookRejected";
}
