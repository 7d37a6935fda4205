import { startStack } from "../support/stack";

/**
 * One real stack for all browser tests: a training takes about 11 s, eight pictures about 4 s. The ticker is off:
 * an open page and the webhooks are enough. With BASE_URL, and SANDBOX_URL for its sandbox, a stack that runs already
 * is used instead.
 */
export default async function globalSetup(): Promise<() => Promise<void>> {
  if (process.env["BASE_URL"] !== undefined) {
    if (process.env["SANDBOX_URL"] === undefined) throw new Error("BASE_URL needs SANDBOX_URL beside it.");
    return async () => undefined;
  }
  const stack = await startStack({ SANDBOX_SPEED: "4" });
  process.env["BASE_URL"] = stack.url;
  process.env["SANDBOX_URL"] = stack.sandboxUrl;
  return () => stack.stop();
}
