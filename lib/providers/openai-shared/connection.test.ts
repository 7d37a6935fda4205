import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { http, HttpResponse } from "msw";
import { setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { z } from "zod";
import { Unsendable } from "../provider-error";
import { callOpenAi } from "./client";

const url = "http://openai.test/v1/things";
const server = setupServer();
beforeAll(() => server.listen({ onUnhandledFrame: "bypass" }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

/** A create call, which ends without an answer. */
function ask({
  baseUrl = "http://openai.test/v1",
  timeoutMs = 5_000,
  key = "sk-tests",
} = {}): Promise<unknown> {
  const place = { label: "Acme", baseUrl, key, keyName: "ACME_KEY", addressName: "ACME_URL" };
  const call = { method: "post", path: "/things", body: {}, schema: z.object({ id: z.string() }) } as const;
  return callOpenAi(place, { ...call, timeoutMs });
}

test("a refused connection cannot have worked", async () => {
  const asking = ask({ baseUrl: `http://127.0.0.1:${await closedPort()}/v1` });
  await expect(asking).rejects.toMatchObject({
    code: "unreachable",
    facts: { retryable: true, mayHaveWorked: false },
  });
});

test.each(["ENOTFOUND", "EAI_AGAIN"])("a host that is not found (%s) cannot have worked", async (code) => {
  const cause = Object.assign(new Error("getaddrinfo"), { code });
  vi.spyOn(globalThis, "fetch").mockRejectedValueOnce(new TypeError("fetch failed", { cause }));
  await expect(ask()).rejects.toMatchObject({ code: "unreachable", facts: { mayHaveWorked: false } });
  vi.restoreAllMocks();
});

test("a connection that breaks may have worked", async () => {
  server.use(http.post(url, () => HttpResponse.error()));
  await expect(ask()).rejects.toMatchObject({
    code: "unreachable",
    facts: { retryable: true, mayHaveWorked: true },
  });
});

test("a time-out may have worked", async () => {
  server.use(http.post(url, () => new Promise(() => {})));
  const facts = { retryable: true, mayHaveWorked: true };
  await expect(ask({ timeoutMs: 30 })).rejects.toMatchObject({ code: "timeout", facts });
});

test("a body that does not end is a time-out too", async () => {
  const slow = createServer((_request, response) => {
    response.writeHead(200, { "content-type": "application/json" });
    response.write('{"id":');
  });
  const asking = ask({ timeoutMs: 200, baseUrl: `http://127.0.0.1:${await listen(slow)}/v1` });
  await expect(asking).rejects.toMatchObject({ code: "timeout", facts: { mayHaveWorked: true } });
  slow.closeAllConnections();
  slow.close();
});

test("a redirect is not followed: the key would travel with it", async () => {
  server.use(
    http.post(url, () => HttpResponse.redirect("http://elsewhere.test/", 307)),
    http.post("http://elsewhere.test/", () => HttpResponse.json({ id: "7" })),
  );
  await expect(ask()).rejects.toMatchObject({ code: "bad_response" });
});

test("a request that cannot be put together was never sent: the fault is ours", async () => {
  const fetching = vi.spyOn(globalThis, "fetch");
  for (const strange of [
    { key: "sk-te\nsts" },
    { baseUrl: "nowhere" },
    { baseUrl: "http://a:b@openai.test" },
  ]) {
    await expect(ask(strange)).rejects.toBeInstanceOf(Unsendable);
  }
  expect(fetching).not.toHaveBeenCalled();
  vi.restoreAllMocks();
});

async function listen(listener: Server): Promise<number> {
  await new Promise<void>((resolve) => listener.listen(0, "127.0.0.1", resolve));
  return (listener.address() as AddressInfo).port;
}

/** A port of this machine on which nobody listens. */
async function closedPort(): Promise<number> {
  const listener = createServer();
  const port = await listen(listener);
  await new Promise((resolve) => listener.close(resolve));
  return port;
}
