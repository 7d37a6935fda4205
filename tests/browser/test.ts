import { test as base } from "@playwright/test";
import { startStack } from "../support/stack";
import { faultsOf, type WithFaults } from "./faults";
import { patient } from "./patience";
import { timeOf, type SandboxTime } from "./sandbox-time";

/** A stack that runs. */
interface Running {
  url: string;
  sandboxUrl: string;
}

/** What the stack of a worker is told; a file that wants another one has workers of its own. */
type StackEnv = Record<string, string>;

const told = { asOf: "2026-11-26", source: "the tests" };

/** Of some models, as an operator sets them: nobody publishes prices of simulated work. */
const prices = {
  astria: {
    "*": [
      { ...told, usd: 1.5, per: "training" },
      { ...told, usd: 0.1, per: "picture" },
    ],
  },
  "openai-videos": { "sora-2": { ...told, usd: 0.1, per: "second" } },
  openai: {
    "gpt-6-luna": [
      { ...told, usd: 2, per: "1M input tokens" },
      { ...told, usd: 8, per: "1M output tokens" },
    ],
  },
};

/**
 * Each worker has a real stack of its own, so that no test meets another's faults or jobs: a training takes about 11 s,
 * eight pictures about 4 s; what has to be seen in between is looked at while `time` stands still. The ticker is off: an open
 * page and the webhooks are enough. With BASE_URL, and SANDBOX_URL for its sandbox, a stack that runs already is used instead.
 */
export const test = base.extend<
  { withFaults: WithFaults; time: SandboxTime },
  { stackEnv: StackEnv; stack: Running }
>({
  stackEnv: [
    { SANDBOX_SPEED: "4", STORY_FILM_HEIGHT: "180", MODEL_PRICES: JSON.stringify(prices) },
    { scope: "worker", option: true },
  ],
  stack: [
    async ({ stackEnv }, use) => {
      const running = runningStack();
      if (running) return use(running);
      const stack = await startStack(stackEnv);
      await use(stack);
      await stack.stop();
    },
    { scope: "worker", timeout: 300_000 },
  ],
  baseURL: ({ stack }, use) => use(stack.url),
  context: async ({ context }, use) => {
    context.on("page", patient);
    await use(context);
  },
  withFaults: ({ stack }, use) => use(faultsOf(stack.sandboxUrl)),
  time: async ({ stack, stackEnv }, use) => {
    const time = timeOf(stack.sandboxUrl, Number(stackEnv["SANDBOX_SPEED"]));
    await use(time);
    await time.goOn();
  },
});

function runningStack(): Running | undefined {
  const { BASE_URL: url, SANDBOX_URL: sandboxUrl } = process.env;
  if (url === undefined) return undefined;
  if (sandboxUrl === undefined) throw new Error("BASE_URL needs SANDBOX_URL beside it.");
  return { url, sandboxUrl };
}
