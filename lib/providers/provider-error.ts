import type { JobError } from "@/lib/jobs/job-error";
import type { Trouble } from "@/lib/jobs/outcome";

export type ProviderErrorCode =
  | "rate_limited"
  | "unavailable"
  | "timeout"
  | "unreachable"
  | "bad_response"
  | "not_authorized"
  /** What was asked for is not allowed to us, by a word that is not about our key. */
  | "forbidden"
  | "not_found"
  | "payment_required"
  | "rejected"
  /** Too much waits there already: some of what was asked for may be taken. */
  | "queue_full"
  /** What was to be sent did not get there in the time that it had: less of it may. */
  | "too_slow"
  /** We failed before the provider was asked: it says nothing of it. */
  | "internal"
  /** The place that is configured offers no such call: its address is set wrong. */
  | "misconfigured"
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
      /** Whether a person may try again, for all that a refusal says. */
      mayHelp?: boolean;
      /** Whether it was answered with a yes, and nothing that we can use: such a call is never made again. */
      isAccepted?: boolean;
      /** Whether the call may go on there after it has ended here: nobody waited for its own answer. */
      isCutOff?: boolean;
      /** A refusal that may yet become another answer: a conflict, a lock, a method that is not taken. */
      isPassing?: boolean;
      /** The place offers no such call at all. */
      isUnsupported?: boolean;
      /** The call that starts work was never made: nothing of this is the provider's word. */
      isUnasked?: boolean;
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
    if (this.code !== "rejected" || !this.facts.isUnsupported) return { ...this.end, charged: false };
    const message = `${this.message.replace(/\.$/, "")}. Its address may be set wrong.`;
    return { code: "misconfigured", message, retryable: true, charged: false };
  }

  /** As the end of work that was started: a final answer about it, and about nothing else; `null` where it is none. */
  get failure(): JobError | null {
    const isFinal = this.code === "moderation" || (this.code === "rejected" && !this.facts.isPassing);
    return isFinal ? { ...this.end, charged: null } : null;
  }

  /** Whether it is often gone a moment later: a 500, half an answer; not where we are asked to wait. */
  get mayPassAtOnce(): boolean {
    return (this.code === "unavailable" || this.code === "bad_response") && this.facts.retryAfterMs == null;
  }

  private get end() {
    const retryable = operators.has(this.code) || this.facts.mayHelp === true;
    return { code: this.code, message: this.message, retryable };
  }
}

/** What whoever runs this app has to mend; then another try helps. */
const operators: ReadonlySet<ProviderErrorCode> = new Set(["payment_required", "misconfigured"]);

/** A request that could not even be put together: nothing was sent, and the fault is ours. It has no cause, which may quote our key. */
export class Unsendable extends Error {
  override readonly name = "Unsendable";
}

/** A webhook that does not prove where it comes from. */
export class WebhookRejected extends Error {
  override readonly name = "WebhookRejected";
}

/**
 * An answer that came to its end, but is not what it should be: what was asked for may have happened, and has where it is
 * the provider's own (`isAccepted`), not a page of somebody's on the way to it.
 */
export function badResponse(label: string, cause?: unknown, isAccepted = true): ProviderError {
  const facts = { retryable: true, mayHaveWorked: true, isAccepted };
  return new ProviderError("bad_response", `${label} answered with something we cannot read.`, facts, {
    cause,
  });
}

/** Our key is refused: it ends once somebody sets another. */
export function notAuthorized(label: string): ProviderError {
  const facts = { retryable: true, mayHaveWorked: false };
  return new ProviderError("not_authorized", `${label} does not accept our key.`, facts);
}

/** Whether a call that starts work was told by the place itself (404, 405, 501) that it offers none such. */
export function isNoSuchCall(error: unknown): boolean {
  return isNotFound(error) || (error instanceof ProviderError && error.facts.isUnsupported === true);
}

/** Nothing was started, as something is set wrong: `message` says what may be. */
export function misconfigured(message: string, cause?: unknown): ProviderError {
  return new ProviderError("misconfigured", message, { retryable: false, mayHaveWorked: false }, { cause });
}

/** What is thrown, as an error. */
export function asError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}

/** True where the provider itself said that it does not know what we asked about. */
export function isNotFound(error: unknown): boolean {
  return error instanceof ProviderError && error.code === "not_found";
}
