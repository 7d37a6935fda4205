import { ProviderError } from "../provider-error";
import type { Said } from "../provider-words";
import { config } from "./config";

/** The codes, and the words where there is none. */
const codes = /token_limit_exceeded|queue_full/i;
const inWords = /enqueued .*limit|limit .*enqueued/i;

/** Whether a batch was refused, or its create call, as too much waits at the provider already. */
export function isQueueFull({ code, words }: Said): boolean {
  return codes.test(code ?? "") || inWords.test(words);
}

/** Nothing was begun, and it can be once some of what waits is done: with fewer images, if need be. */
export function queueFull(): ProviderError {
  const message = `${config.label} takes no more images until some of those that wait there are done.`;
  return new ProviderError("queue_full", message, { retryable: false, mayHaveWorked: false, mayHelp: true });
}
