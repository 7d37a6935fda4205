import { test as base } from "@playwright/test";
import { startShakyStack, type ShakyStack } from "../support/shaky-stack";

/** With a stack on a real PostgreSQL, which a test may reach into and take away: one for the files of a worker. */
export const test = base.extend<object, { stack: ShakyStack }>({
  stack: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright takes no other way to say that nothing is needed.
    async ({}, use) => {
      const stack = await startShakyStack();
      await use(stack);
      await stack.stop();
    },
    { scope: "worker", timeout: 300_000 },
  ],
  baseURL: ({ stack }, use) => use(stack.url),
});
