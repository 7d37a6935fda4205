import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, expect } from "vitest";
import { startSandboxServer, type SandboxServer } from "@/sandbox/server";

/** A webhook as it came. */
export interface Letter {
  path: string;
  headers: Record<string, string | string[] | undefined>;
  body: string;
}

/** A sandbox behind HTTP, and an app that takes its webhooks. */
export interface SandboxInUse {
  /** At a thousand times the documented pace. */
  readonly fast: SandboxServer;
  /** At the documented pace: nothing ends while a test looks. */
  readonly slow: SandboxServer;
  /** Where webhooks that a create asks for are to go. */
  readonly appUrl: string;
  /** The first webhook whose body has these words in it. */
  letterAbout: (words: string) => Promise<Letter>;
}

export const webhookSecret = `whsec_${Buffer.from("a secret of the tests with clients").toString("base64")}`;

/** Starts them before the tests of a file, and ends them after them. */
export function useSandbox(): SandboxInUse {
  const letters: Letter[] = [];
  const closing: Array<() => Promise<unknown>> = [];
  let fast: SandboxServer | undefined;
  let slow: SandboxServer | undefined;
  let appUrl: string | undefined;

  beforeAll(async () => {
    const app = createServer((request, response) => {
      const take = async () => {
        letters.push({ path: request.url ?? "", headers: request.headers, body: await text(request) });
        response.end();
      };
      void take();
    });
    await new Promise<void>((resolve) => app.listen(0, "127.0.0.1", resolve));
    closing.push(() => new Promise((resolve) => app.close(resolve)));
    const url = `http://127.0.0.1:${(app.address() as AddressInfo).port}`;
    const options = { port: 0, scale: 0.25, fetchImages: false, app: { url, webhookSecret } };
    fast = await startSandboxServer({ ...options, speed: 1_000 });
    slow = await startSandboxServer({ ...options, speed: 1 });
    closing.push(fast.close, slow.close);
    appUrl = url;
  });
  afterAll(async () => {
    for (const close of closing.toReversed()) await close();
  });

  return {
    get fast() {
      return started(fast);
    },
    get slow() {
      return started(slow);
    },
    get appUrl() {
      return started(appUrl);
    },
    async letterAbout(words) {
      const found = () => letters.find(({ body }) => body.includes(words));
      await expect.poll(found).toBeDefined();
      return started(found());
    },
  };
}

function started<T>(value: T | undefined): T {
  if (value === undefined) throw new Error("It is there once the tests run.");
  return value;
}
