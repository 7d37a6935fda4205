import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test, vi } from "vitest";
import { ledgerWritten } from "@/lib/db/ledger-writes";
import { stubEnvironment } from "@/tests/support/stub-environment";

let server: Server | undefined;
let stop: (() => void) | undefined;

afterEach(() => {
  stop?.();
  server?.close();
  vi.resetModules();
});

interface Knocks {
  asked: Array<{ url: string | undefined; isOurs: boolean }>;
  answers: Array<() => void>;
  url: string;
}

/** A gateway that only notes who knocks, and answers when it is told to. */
async function begin(more: (origin: string) => Record<string, string> = () => ({})): Promise<Knocks> {
  const knocks: Knocks = { asked: [], answers: [], url: "" };
  let mayWake: (given: string | undefined) => boolean = () => false;
  server = createServer(({ url, headers }, response) => {
    knocks.asked.push({ url, isOurs: mayWake(headers.authorization) });
    knocks.answers.push(() => response.writeHead(204).end());
  });
  await new Promise<void>((resolve) => server?.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  knocks.url = `http://127.0.0.1:${port}`;
  stubEnvironment({ GATEWAY_URL: `ws://127.0.0.1:${port}/ws/status`, ...more(knocks.url) });
  const wake = await import("./wake");
  ({ mayWake } = wake);
  stop = wake.startWakingGateway();
  return knocks;
}

test("the gateway is woken by what is written, once while it is busy and once more after that", async () => {
  const { asked, answers } = await begin();
  ledgerWritten();
  await expect.poll(() => asked).toEqual([{ url: "/ws/wake", isOurs: true }]);
  for (let n = 0; n < 10; n++) ledgerWritten();
  answers[0]?.();
  await expect.poll(() => asked.length).toBe(2);
  answers[1]?.();
  ledgerWritten();
  await expect.poll(() => asked.length).toBe(3);
  answers[2]?.();
});

test.each([
  ["with Redis: that tells it", () => ({ REDIS_URL: "redis://127.0.0.1:1" })],
  ["where the app is its own gateway", (origin: string) => ({ APP_URL: origin })],
])("it is not %s", async (_where, more) => {
  const { asked, answers, url } = await begin(more);
  ledgerWritten();
  // A call that is made after it would be the second.
  const last = fetch(`${url}/last`);
  await expect.poll(() => asked.map(({ url }) => url)).toContain("/last");
  for (const answer of answers) answer();
  await last;
  expect(asked).toHaveLength(1);
});
