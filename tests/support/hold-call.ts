import { onTestFinished, vi } from "vitest";
import { interceptFetch } from "./intercept-fetch";

/** A call whose answer waits until a test lets it go. */
export interface HeldCall {
  /** Resolves once the other side has answered. */
  answered: Promise<void>;
  letGo: () => void;
}

/** Holds the answer to the first call like this, by method and URL: whoever made it is in the middle of it for so long. */
export function holdCall(call: RegExp): HeldCall {
  const answered = Promise.withResolvers<void>();
  const gate = Promise.withResolvers<void>();
  let isTaken = false;
  interceptFetch(async ({ method, url }, send) => {
    if (isTaken || !call.test(`${method} ${url}`)) return send();
    isTaken = true;
    const response = await send();
    answered.resolve();
    await gate.promise;
    return response;
  });
  onTestFinished(() => {
    gate.resolve();
    vi.restoreAllMocks();
  });
  return { answered: answered.promise, letGo: gate.resolve };
}
