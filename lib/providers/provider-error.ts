import type { JobError } from "@/lib/jobs/job-error";
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
  | "rejected"
  /** What was asked for is against the provider's rules. */
  | "moderation"
  /** The provider no longer offers this at all. */
  | "retired";

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
      /** The place offers no such call at all. */
      isUnsupported?: boolean;
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

/** An answer that came, but is not what it should be: what was asked for may have happened. */
export function badResponse(label: string, cause?: unknown): ProviderError {
  const facts = { retryable: true, mayHaveWorked: true };
  return new ProviderError("bad_response", `${label} answered with something we cannot read.`, facts, {
    cause,
  });
}

/** Our key is refused: it ends once somebody sets another. */
export function notAuthorized(label: string): ProviderError {
  const facts = { retryable: true, mayHaveWorked: false };
  return new ProviderError("not_authorized", `${label} does not accept our key.`, facts);
}

/** What is thrown, as an error. */
export function asError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}

/** True where the provider itself said that it does not know what we asked about. */
export function isNotFound(error: unknown): boolean {
  return error instanceof ProviderError && error.code === "not_found";
}
