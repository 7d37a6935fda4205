import { createServer } from "node:http";
import { expect, onTestFinished, test } from "vitest";
import { endOnceSilent } from "./end-once-silent";
import { freePort } from "./processes";

const times = { everyMs: 5, patienceMs: 50 };

/** A part that ends when it is killed. */
function killable() {
  const { promise: exited, resolve } = Promise.withResolvers<number | null>();
  let isKilled = false;
  const kill = (): void => {
    isKilled = true;
    resolve(null);
  };
  return { exited, kill, end: () => resolve(0), isKilled: () => isKilled };
}

/** A server that answers each request by its number, from 1: or not at all. */
async function serverThat(answers: (nth: number) => boolean) {
  let asked = 0;
  const server = createServer((_request, response) => {
    if (answers(++asked)) response.writeHead(404).end();
  });
  const port = await freePort();
  await new Promise<void>((resolve) => void server.listen(port, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${port}`, asked: () => asked };
}

test("a part that falls silent for good is ended, after three misses in a row", async () => {
  // Twice it only took its time.
  const server = await serverThat((nth) => nth === 3 || nth === 6);
  const part = killable();
  await endOnceSilent(part, server.url, times);
  expect(part.isKilled()).toBe(true);
  expect(server.asked()).toBe(9);
});

test("one that answers, whatever that is, or that has ended, is left alone", async () => {
  const server = await serverThat(() => true);
  const part = killable();
  const watching = endOnceSilent(part, server.url, times);
  await expect.poll(server.asked).toBeGreaterThan(5);
  part.end();
  await watching;
  expect(part.isKilled()).toBe(false);
});
