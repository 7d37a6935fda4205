import { GrammyError, HttpError } from "grammy";

/** Why Telegram did not take something. `message` is fit for people and logs. */
export interface Failure {
  /**
   * `gone`: nobody is there any more. `refused`: what was sent is not taken, whenever it is sent. `later`: it may be,
   * another time.
   */
  outcome: "gone" | "refused" | "later";
  /** Of its answer; `null` where none came. */
  status: number | null;
  message: string;
  /** How long Telegram asks us to wait. */
  retryAfterMs: number | null;
}

/** Chats that were there once: Telegram says 400 of them, and 403 of who blocked the bot or left. */
const gone = /chat not found|user not found|user is deactivated|PEER_ID_INVALID|group chat was upgraded/i;

/**
 * What an error of a call means; `null` for one that comes from elsewhere. Only its own sentence is used: what lies inside
 * of an `HttpError` says the bot's token.
 */
export function failureOf(error: unknown): Failure | null {
  if (error instanceof HttpError) {
    return { outcome: "later", status: null, message: "Telegram did not answer.", retryAfterMs: null };
  }
  if (!(error instanceof GrammyError)) return null;
  const { error_code: status, description, parameters } = error;
  const message = `Telegram: ${description.slice(0, 200)}`;
  const seconds = parameters.retry_after;
  return {
    outcome: outcomeOf(status, description),
    status,
    message,
    retryAfterMs: seconds === undefined ? null : seconds * 1_000,
  };
}

function outcomeOf(status: number, description: string): Failure["outcome"] {
  if (status === 403 || (status === 400 && gone.test(description))) return "gone";
  return status === 400 || status === 413 ? "refused" : "later";
}
