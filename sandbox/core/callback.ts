/** One POST that leaves the sandbox. */
export interface Delivery {
  url: string;
  body: unknown;
  /** The body as it is sent, to the letter: signatures are over this. */
  text: string;
  headers: Record<string, string>;
  /** How long the receiver has to answer; real milliseconds, whatever the speed. */
  timeoutMs: number;
}
/** Rejects where the receiver did not take it. */
export type Deliver = (delivery: Delivery) => Promise<void>;

/** A callback that a create asked for. */
export interface Callback {
  id: number;
  /** Names for `fault@place`, such as `tune-callback`. */
  where: readonly string[];
  url: string;
  startsAt: number;
  finishesAt: number;
  /** The JSON to send, as of that time in milliseconds. */
  body: (at: number) => unknown;
  /** Headers beside the content type. */
  headers?: Record<string, string>;
  /** For providers that sign instead of trusting the URL. */
  signature?: Signature;
  /** For providers that repeat what was not taken. */
  repeats?: Repeats;
}

/** How a provider sends a callback again that was not answered with a 2xx. */
export interface Repeats {
  /** How long after each failed try the next one comes, at the documented pace; after the last it gives up. */
  afterMs: readonly number[];
  /** How long it waits for an answer; real milliseconds. */
  timeoutMs: number;
}

/** So many pauses, each twice as long as the one before, in milliseconds. */
export function doubling(firstMs: number, times: number): number[] {
  return Array.from({ length: times }, (_, n) => firstMs * 2 ** n);
}

/** How a provider signs what it sends. */
export interface Signature {
  /** The header that holds the signature itself, which a forged callback has wrong. */
  header: string;
  /** All headers that belong to it; `sentAt` in milliseconds. */
  headers: (text: string, sentAt: number) => Record<string, string>;
}
