import { createServer } from "node:http";
import { inspect } from "node:util";
import { http, HttpResponse } from "msw";
import { setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { z } from "zod";
import { callProvider, parseJson, type ProviderQuestion } from "./http";
import { ProviderError, Unsendable } from "./provider-error";
import { parseRetryAfter } from "./retry-after";

const url = "http://provider.test/things";
const server = setupServer();
beforeAll(() => server.listen({ onUnhandledFrame: "bypass" }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

const call = (fields: Partial<ProviderQuestion> = {}) =>
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
    [403, "forbidden", { retryable: true, mayHaveWorked: false }],
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
    [{ title: ["can't be blank"] }, "Acme refused: title can't be blank"],
    [{ error: { message: "Unsafe prompt" } }, "Acme refused: Unsafe prompt"],
    [{ error: "Bad paging" }, "Acme refused: Bad paging"],
    [{ message: "No" }, "Acme refused: No"],
    [{ detail: "Nope" }, "Acme refused: Nope"],
  ])("422 with %o keeps the provider's own words", async (body, message) => {
    expect((await failure(HttpResponse.json(body, { status: 422 }))).message).toBe(message);
  });

  test("with a page instead of JSON says the status, and nothing of the page", async () => {
    const error = await failure(HttpResponse.html("<h1>Teapot</h1>", { status: 418 }));
    expect(error.message).toContain("(418)");
    expect(error.message).not.toContain("Teapot");
  });

  test("with endless words keeps a few", async () => {
    const error = await failure(HttpResponse.json({ error: "x".repeat(5_000) }, { status: 422 }));
    expect(error.message.length).toBeLessThan(350);
  });
});

describe("a refusal", () => {
  const refusal = { error: { code: "content_policy_violation", message: "No." } };
  test.each([400, 401, 403, 422, 429, 500, 503])(
    "by the rules is one whatever its status: %i",
    async (status) => {
      expect(await failure(HttpResponse.json(refusal, { status }))).toMatchObject({
        code: "moderation",
        message: "Acme refused: No.",
        facts: { retryable: false, mayHaveWorked: false },
      });
    },
  );

  test.each<[number, string, string]>([
    [400, "Blocked by content moderation", "moderation"],
    [403, "Blocked by content moderation", "moderation"],
    [403, "Your account has no access by policy", "forbidden"],
    [403, "This model is not for your region", "forbidden"],
    [403, "Invalid API key", "not_authorized"],
    [403, "Your key has expired", "not_authorized"],
    [403, "No authentication was given", "not_authorized"],
    [401, "moderation of keys", "not_authorized"],
    [401, "no", "not_authorized"],
    [500, "Blocked by content moderation", "unavailable"],
    [503, "Blocked by content moderation", "unavailable"],
    [400, "API key not valid", "not_authorized"],
  ])("with %i and the words %o is %s", async (status, error, code) => {
    expect(await failure(HttpResponse.json({ error }, { status }))).toMatchObject({ code });
  });

  test.each([400, 403, 404, 410, 413, 422])(
    "with %i and a page is no word of the provider's: its address may be wrong, and nothing happened",
    async (status) => {
      const page = HttpResponse.html("<!doctype html><title>no</title>Moderation", { status });
      expect(await failure(page)).toMatchObject({
        code: "bad_response",
        message: expect.stringContaining("address may be set wrong"),
        facts: { retryable: true, mayHaveWorked: false },
      });
    },
  );

  test.each([405, 409, 423])("with %i may yet become another answer", async (status) => {
    const error = await failure(HttpResponse.json({ error: "busy" }, { status }));
    expect(error).toMatchObject({ code: "rejected", failure: null });
  });

  test.each([500, 502, 503])("in words alone with %i may be of work that goes on", async (status) => {
    const error = await failure(HttpResponse.json({ error: "Against our content policy" }, { status }));
    expect(error).toMatchObject({ code: "unavailable", facts: { retryable: true, mayHaveWorked: true } });
  });

  test.each<[string, boolean]>([
    ["Video is not ready yet", true],
    ["Please try again later", true],
    ["Failed to fetch the status, try again later", true],
    ["Temporarily unavailable", true],
    ["Video generation failed. Please try again later.", false],
    ["generation_failed: try again later", false],
    ["The job was rejected, try again in a minute", false],
    ["It ended in an error. Try again later.", false],
  ])("with 400 and %o may pass: %s", async (error, mayPass) => {
    const refused = await failure(HttpResponse.json({ error }, { status: 400 }));
    expect(refused.failure === null).toBe(mayPass);
  });

  test("that is forbidden is told in its words, and ends nothing", async () => {
    const error = await failure(HttpResponse.json({ error: "Not in your region" }, { status: 403 }));
    expect(error.message).toBe("Acme does not allow this: Not in your region");
    expect(error.failure).toBeNull();
  });

  test("of the method, on a call that starts work, is a wrong address: the operator's to mend", async () => {
    const error = await failure(HttpResponse.json({ error: "no such method" }, { status: 405 }));
    expect(error.refusal).toMatchObject({ code: "misconfigured", retryable: true, charged: false });
    expect(error.refusal.message).toContain("address may be set wrong");
  });

  test("with 422 is the end of the work it is about", async () => {
    const error = await failure(HttpResponse.json({ detail: { message: "Too long" } }, { status: 422 }));
    expect(error.failure).toEqual({
      code: "rejected",
      message: "Acme refused: Too long",
      retryable: false,
      charged: null,
    });
  });
});

test.each<[string, object]>([
  ["a line break in a key", { headers: { authorization: "Key a\nb" } }],
  ["an address that is none", { url: "nowhere" }],
  ["a body that is no JSON", { body: { n: 1n } }],
])("a request with %s was never sent: the fault is ours", async (_what, fields) => {
  const fetching = vi.spyOn(globalThis, "fetch");
  await expect(call(fields)).rejects.toBeInstanceOf(Unsendable);
  expect(fetching).not.toHaveBeenCalled();
  vi.restoreAllMocks();
});

test("what could not be sent never tells of our key", async () => {
  const headers = { authorization: "Key sk-secret\nb" };
  const error: unknown = await call({ headers }).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(Unsendable);
  expect(inspect(error, { depth: null, showHidden: true })).not.toContain("sk-secret");
});

test("an answer that does not end is given up", async () => {
  let sent = 0;
  const endless = new ReadableStream<Uint8Array>({
    pull(controller) {
      sent++;
      controller.enqueue(new Uint8Array(8 * 1024 * 1024));
    },
  });
  vi.spyOn(globalThis, "fetch").mockResolvedValueOnce(new Response(endless));
  const error = await errorOf(call());
  vi.restoreAllMocks();
  expect(error).toMatchObject({ code: "bad_response", facts: { mayHaveWorked: true } });
  expect(sent).toBeLessThan(10);
});

test("a whole number that is too long to be one keeps its digits", () => {
  expect(parseJson('{"id": 1234567890123456789, "n": [12345678901234567890], "x": 1.5, "y": 7}')).toEqual({
    id: "1234567890123456789",
    n: ["12345678901234567890"],
    x: 1.5,
    y: 7,
  });
  expect(parseJson('{"id": 12345')).toBeUndefined();
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

  test.each(["UND_ERR_CONNECT_TIMEOUT", "ENETUNREACH", "CERT_HAS_EXPIRED", "ERR_TLS_CERT_ALTNAME_INVALID"])(
    "a host that was never reached (%s) cannot have worked",
    async (code) => {
      const cause = Object.assign(new Error("no"), { code });
      vi.spyOn(globalThis, "fetch").mockRejectedValueOnce(new TypeError("fetch failed", { cause }));
      expect(await errorOf(call())).toMatchObject({ code: "unreachable", facts: { mayHaveWorked: false } });
      vi.restoreAllMocks();
    },
  );

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
    expect(error).toMatchObject({ code: "bad_response", facts: { retryable: true, mayHaveWorked: false } });
  });

  test.each([302, 303])("a %i may come once the work is done, as of a form", async (status) => {
    const answer = new HttpResponse(null, { status, headers: { location: "http://elsewhere.test/" } });
    expect(await failure(answer)).toMatchObject({ code: "bad_response", facts: { mayHaveWorked: true } });
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
