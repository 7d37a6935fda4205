import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test, vi } from "vitest";
import { startSandboxServer, type SandboxServerOptions } from "./server";
import { tuneBody } from "./test-bench";

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function start(options: Partial<SandboxServerOptions> = {}) {
  const server = await startSandboxServer({ port: 0, fetchImages: false, ...options });
  closing.push(server.close);
  return server;
}

const headers = { authorization: "Bearer sd_x", "content-type": "application/json" };

test("the server answers what the handlers answer, and links lead back to it", async () => {
  const { url } = await start();
  const created = await fetch(`${url}/astria/tunes`, {
    method: "POST",
    headers,
    body: JSON.stringify(tuneBody()),
  });
  expect(created.status).toBe(201);
  expect(await created.json()).toMatchObject({ url: expect.stringContaining(`${url}/astria/tunes/`) });
  expect((await fetch(`${url}/nowhere`)).status).toBe(404);
  expect(await (await fetch(`${url}/__sandbox/requests`)).json()).toEqual({
    total: 1,
    byRoute: { "POST /astria/tunes": 1 },
  });
});

test("a dropped connection reaches the client as a failed fetch", async () => {
  const { url } = await start({ faults: "drop-after-success" });
  await expect(
    fetch(`${url}/astria/tunes`, { method: "POST", headers, body: JSON.stringify(tuneBody()) }),
  ).rejects.toThrow(TypeError);
});

test("callbacks leave on their own when their time has come", async () => {
  const received: string[] = [];
  const receiver = createServer((request, response) => {
    received.push(`${request.method} ${request.url}`);
    response.end();
  });
  await new Promise<void>((resolve) => receiver.listen(0, "127.0.0.1", resolve));
  closing.push(() => new Promise((resolve) => receiver.close(resolve)));
  const callback = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/cb?t=1`;
  const { url } = await start({ speed: 1_000 });
  await fetch(`${url}/astria/tunes`, {
    method: "POST",
    headers,
    body: JSON.stringify(tuneBody({ callback })),
  });
  await vi.waitFor(() => expect(received).toEqual(["POST /cb?t=1"]), { timeout: 5_000 });
});

test("the handlers serve msw's setupServer too", async () => {
  const { setupServer } = await import("msw/node");
  const { createSandbox } = await import("./create-sandbox");
  const sandbox = createSandbox();
  const msw = setupServer(...sandbox.handlers);
  msw.listen({ onUnhandledFrame: "error" });
  closing.push(async () => msw.close());
  expect(await (await fetch("http://sandbox.test/astria/tunes", { headers })).json()).toEqual([]);
  sandbox.setFaults("drop-after-success");
  const body = JSON.stringify(tuneBody());
  await expect(fetch("http://sandbox.test/astria/tunes", { method: "POST", headers, body })).rejects.toThrow(
    TypeError,
  );
  expect(sandbox.journal.count()).toBe(2);
});
