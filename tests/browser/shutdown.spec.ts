import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { expect, test as base } from "@playwright/test";
import { readKeys } from "@/scripts/stack/keys";
import { signInOrUp } from "@/scripts/stack/users";
import { appProcessOf, isMeasurable } from "../support/app-process";
import { startStack, type TestStack } from "../support/stack";

const test = base.extend<object, { stack: TestStack }>({
  stack: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright takes no other way to say that nothing is needed.
    async ({}, use) => {
      const stack = await startStack();
      await use(stack);
      await stack.stop();
    },
    { scope: "worker", timeout: 300_000 },
  ],
});

/** All that it said until it ended; `heard` is called with what came so far. */
async function readToEnd(answer: Response, heard: (text: string) => void): Promise<void> {
  let text = "";
  for await (const chunk of (answer.body ?? new ReadableStream()).pipeThrough(new TextDecoderStream())) {
    text += chunk;
    heard(text);
  }
}

test("told to stop while somebody listens, the app says so at once, and is gone within five seconds", async ({
  stack,
}) => {
  test.skip(!isMeasurable, "this system does not say which process is the app");
  const { publishableKey } = readKeys(stack.dataDir);
  const email = `${randomUUID()}@example.com`;
  const { access_token: token } = await signInOrUp(stack.supabaseUrl, publishableKey, email, randomUUID());
  const headers = { authorization: `Bearer ${token}` };
  const answer = await fetch(`${stack.url}/api/jobs/stream`, { headers });
  let said = "";
  const isOver = readToEnd(answer, (text) => void (said = text));
  await expect.poll(() => said).toContain("event: caught_up");
  const { pid } = appProcessOf(stack);
  process.kill(pid, "SIGTERM");
  await expect.poll(() => said, { timeout: 1_000 }).toContain('event: ended\ndata: {"reason":"shutdown"}');
  await isOver;
  await expect.poll(() => existsSync(`/proc/${pid}`), { timeout: 4_000 }).toBe(false);
});
