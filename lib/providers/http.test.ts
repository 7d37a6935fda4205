import { createServer } from "node:http";
import { http, HttpResponse } from "msw";
import { setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { z } from "zod";
import { callProvider, parseRetryAfter } from "./http";
import { ProviderError } from "./provider-error";

const url = "http://provider.test/things";
const server = setupServer();
beforeAll(() => server.listen({ onUnhandledFrame: "bypass" }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

const call = (fields: { url?: string; timeoutMs?: number } = {}) =>
  callProvider({
    label: "Acme",
    method: "POST",
    url,
    headers: {},
    body: { wish: "a thing" },
    schema: z.object({ id: z.number() }),
    timeoutMs: 5_000,
    ...fields,
  });

/** How a call ends when the provider answers like this. */
async function failure(answer: Response | (() => Promise<Response>), fields = {}): Promise<ProviderError> {
  server.use(http.post(url, typeof answer === "function" ? answer : () => answer));
  return errorOf(call(fields));
}

async function errorOf(calling: Promise<unknown>): Promise<ProviderError> {
  const error = await calling.then(
    () => new Error("it did not fail"),
    (error: unknown) => error,
  );
  if (error instanceof ProviderError) return error;
  throw error;
}

test("a good answer is what the schema has of it", async () => {
  server.use(http.post(url, async ({ request }) => HttpResponse.json({ id: 7, echo: await request.json() })));
  expect(await call()).toEqual({ id: 7 });
});

describe("an error status", () => {
  test.each([
    [429, "rate_limited", { retryable: true, mayHaveWorked: false }],
    [500, "unavailable", { retryable: true, mayHaveWorked: true }],
    [504, "unavailable", { retryable: true, mayHaveWorked: true }],
    [401, "not_authorized", { retryable: true, mayHaveWorked: false }],
    [403, "not_authorized", { retryable: true, mayHaveWorked: false }],
    [402, "payment_required", { retryable: false, mayHaveWorked: false }],
    [404, "not_found", { retryable: false, mayHaveWorked: false }],
    [400, "rejected", { retryable: false, mayHaveWorked: false }],
    [422, "rejected", { retryable: false, mayHaveWorked: false }],
  ])(
    "%i is %s, and says whether to try again and whether it may have worked",
    async (status, code, facts) => {
      const error = await failure(HttpResponse.json({}, { status }));
      expect(error).toMatchObject({ code, facts });
    },
  );

  test.each(["30", new Date(Date.now() + 30_500).toUTCString()])(
    "with retry-after %s waits so long",
    async (value) => {
      const { trouble } = await failure(
        new HttpResponse(null, { status: 429, headers: { "retry-after": value } }),
      );
      expect(trouble.retryAfterMs).toBeGreaterThan(28_000);
      expect(trouble.retryAfterMs).toBeLessThanOrEqual(30_500);
    },
  );

  test.each([
    [{ title: ["can't be blank"] }, `Acme refused: {"title":["can't be blank"]}`],
    [{ error: { message: "Unsafe prompt" } }, "Acme refused: Unsafe prompt"],
    [{ error: "Bad paging" }, "Acme refused: Bad paging"],
    [{ message: "No" }, "Acme refused: No"],
    [{ detail: "Nope" }, "Acme refused: Nope"],
  ])("422 with %o keeps the provider's own words", async (body, message) => {
    expect((await failure(HttpResponse.json(body, { status: 422 }))).message).toBe(message);
  });

  test("with a page instead of JSON says the status, and nothing of the page", async () => {
    const error = await failure(HttpResponse.html("<h1>Teapot</h1>", { status: 418 }));
    expect(error.message).toBe("Acme refused: status 418");
  });

  test("with endless words keeps a few", async () => {
    const error = await failure(HttpResponse.json({ error: "x".repeat(5_000) }, { status: 422 }));
    expect(error.message.length).toBeLessThan(350);
  });
});

describe("an answer with 200 that cannot be read may have worked, and may be asked for again", () => {
  test.each([
    ["a page", HttpResponse.html("<h1>Just a moment...</h1>")],
    ["truncated JSON", new HttpResponse('{"id": 7', { headers: { "content-type": "application/json" } })],
    ["another shape", HttpResponse.json({ id: "seven" })],
    ["nothing", new HttpResponse(null)],
  ])("%s", async (_what, answer) => {
    const facts = { retryable: true, mayHaveWorked: true };
    expect(await failure(answer)).toMatchObject({ code: "bad_response", facts });
  });
});

describe("without an answer", () => {
  test("a refused connection cannot have worked", async () => {
    const error = await errorOf(call({ url: `http://127.0.0.1:${await closedPort()}/` }));
    expect(error).toMatchObject({ code: "unreachable", facts: { retryable: true, mayHaveWorked: false } });
  });

  test.each(["ENOTFOUND", "EAI_AGAIN"])("a host that is not found (%s) cannot have worked", async (code) => {
    const cause = Object.assign(new Error("getaddrinfo"), { code });
    vi.spyOn(globalThis, "fetch").mockRejectedValueOnce(new TypeError("fetch failed", { cause }));
    expect(await errorOf(call())).toMatchObject({ code: "unreachable", facts: { mayHaveWorked: false } });
    vi.restoreAllMocks();
  });

  test("a connection that breaks may have worked", async () => {
    const error = await failure(HttpResponse.error());
    expect(error).toMatchObject({ code: "unreachable", facts: { retryable: true, mayHaveWorked: true } });
  });

  test("a time-out may have worked", async () => {
    const error = await failure(() => new Promise(() => {}), { timeoutMs: 20 });
    expect(error).toMatchObject({ code: "timeout", facts: { retryable: true, mayHaveWorked: true } });
  });

  test("a redirect is not followed: the key would travel with it", async () => {
    server.use(http.post("http://elsewhere.test/", () => HttpResponse.json({ id: 7 })));
    const error = await failure(HttpResponse.redirect("http://elsewhere.test/", 307));
    expect(error.code).toBe("unreachable");
  });
});

test.each([
  ["12", 12_000],
  ["0", 0],
  ["-5", 0],
  ["Sat, 21 Nov 2026 12:00:30 GMT", 30_000],
  ["Sat, 21 Nov 2026 11:00:00 GMT", 0],
  ["soon", null],
  ["", null],
  [null, null],
])("retry-after %o is %o ms", (value, ms) => {
  expect(parseRetryAfter(value, Date.UTC(2026, 10, 21, 12))).toBe(ms);
});

/** A port of this machine on which nobody listens. */
async function closedPort(): Promise<number> {
  const listener = createServer();
  await new Promise<void>((resolve) => listener.listen(0, "127.0.0.1", resolve));
  const address = listener.address();
  await new Promise((resolve) => listener.close(resolve));
  return typeof address === "object" && address ? address.port : 9;
}
