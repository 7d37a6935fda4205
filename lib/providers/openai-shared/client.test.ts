import { http, HttpResponse } from "msw";
import { setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi, onTestFinished } from "vitest";
import { z } from "zod";
import { callOpenAi } from "./client";
import { ProviderError } from "../provider-error";

const url = "http://openai.test/v1/things";
const server = setupServer();
beforeAll(() => server.listen({ onUnhandledFrame: "error" }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

const place = { label: "Acme", baseUrl: "http://openai.test/v1", key: "sk-tests", keyName: "ACME_KEY" };
const call = {
  method: "post",
  path: "/things",
  body: { wish: 1 },
  schema: z.object({ id: z.string() }),
} as const;
const ask = (fields = {}, at = place) => callOpenAi(at, { ...call, timeoutMs: 5_000, ...fields });

async function failure(answer: Response | (() => Promise<Response>), fields = {}): Promise<ProviderError> {
  server.use(http.post(url, typeof answer === "function" ? answer : () => answer));
  return errorOf(ask(fields));
}

async function errorOf(asking: Promise<unknown>): Promise<ProviderError> {
  const error = await asking.then(
    () => new Error("it did not fail"),
    (error: unknown) => error,
  );
  if (error instanceof ProviderError) return error;
  throw error;
}

const refusal = (status: number, code: string | null = null, headers = {}) =>
  HttpResponse.json({ error: { message: "Because.", type: "x", param: null, code } }, { status, headers });

test("a good answer is what the schema has of it; unknown fields are left out", async () => {
  server.use(
    http.post(url, async ({ request }) => HttpResponse.json({ id: "7", echo: await request.json() })),
  );
  expect(await ask()).toEqual({ id: "7" });
});

test("no account, project or address of the environment's goes along", async () => {
  vi.stubEnv("OPENAI_ORG_ID", "org-elsewhere");
  vi.stubEnv("OPENAI_PROJECT_ID", "proj-elsewhere");
  let headers = new Headers();
  server.use(
    http.post(url, ({ request }) => {
      ({ headers } = request);
      return HttpResponse.json({ id: "7" });
    }),
  );
  await ask();
  vi.unstubAllEnvs();
  expect([...headers.values()].join(" ")).not.toContain("elsewhere");
});

test("without a key nothing is asked, and the missing variable is named", async () => {
  const error = await errorOf(ask({}, { ...place, key: "" }));
  expect(error).toMatchObject({
    code: "not_authorized",
    message: "Acme is not configured: ACME_KEY is missing.",
    facts: { retryable: true, mayHaveWorked: false },
  });
});

describe("an error status", () => {
  test.each<[number, string | null, string, boolean, boolean]>([
    [429, "rate_limit_exceeded", "rate_limited", true, false],
    [429, "slow_down", "rate_limited", true, false],
    [429, null, "rate_limited", true, false],
    [429, "insufficient_quota", "payment_required", false, false],
    [429, "credit_balance_exhausted", "payment_required", false, false],
    [429, "organization_spend_limit_exceeded", "payment_required", false, false],
    [429, "project_spend_limit_exceeded", "payment_required", false, false],
    [429, "organization_usage_limit_exceeded", "payment_required", false, false],
    [402, null, "payment_required", false, false],
    [500, "server_error", "unavailable", true, true],
    [503, null, "unavailable", true, true],
    [408, null, "unavailable", true, true],
    [401, "invalid_api_key", "not_authorized", true, false],
    [403, null, "not_authorized", true, false],
    [404, null, "not_found", false, false],
    [404, "model_not_found", "rejected", false, false],
    [400, "invalid_value", "rejected", false, false],
    [409, null, "rejected", false, false],
    [422, null, "rejected", false, false],
    [400, "moderation_blocked", "moderation", false, false],
    [400, "content_policy_violation", "moderation", false, false],
    [400, "image_content_policy_violation", "moderation", false, false],
    [403, "moderation_blocked", "moderation", false, false],
    [401, "content_policy_violation", "moderation", false, false],
  ])(
    "%i %s is %s, retryable %s, may have worked %s",
    async (status, code, ours, retryable, mayHaveWorked) => {
      const error = await failure(refusal(status, code));
      expect(error).toMatchObject({ code: ours, facts: { retryable, mayHaveWorked } });
    },
  );

  test("403 of a type that is moderation is no trouble with the key", async () => {
    const error = { message: "Because.", type: "content_policy_violation", code: null };
    expect(await failure(HttpResponse.json({ error }, { status: 403 }))).toMatchObject({
      code: "moderation",
      message: "Acme refused: Because.",
      facts: { retryable: false, mayHaveWorked: false },
    });
  });

  test("is not tried again by the SDK", async () => {
    let calls = 0;
    await failure(async () => {
      calls++;
      return refusal(500, null, { "x-should-retry": "true" });
    });
    expect(calls).toBe(1);
  });

  test.each([
    ["retry-after", "90", 90_000],
    ["retry-after-ms", "1500", 1_500],
    ["retry-after", "Sat, 21 Nov 2026 12:01:30 GMT", 90_000],
  ])("with %s %s says how long to wait", async (name, value, ms) => {
    vi.useFakeTimers({ toFake: ["Date"], now: Date.parse("2026-11-21T12:00:00Z") });
    onTestFinished(() => void vi.useRealTimers());
    const { trouble } = await failure(refusal(429, "slow_down", { [name]: value }));
    expect(trouble.retryAfterMs).toBe(ms);
  });

  test("keeps the provider's own words, and no link in them", async () => {
    const message = `Error while downloading http://app.test/a.jpg?signature=abc. ${"x".repeat(900)}`;
    const error = await failure(HttpResponse.json({ error: { message } }, { status: 400 }));
    expect(error.message).toMatch(/^Acme refused: Error while downloading \(link\)/);
    expect(error.message.length).toBeLessThan(350);
  });

  test("never says anything of our key", async () => {
    const message = "Incorrect API key provided: sk-tests.";
    const error = await failure(HttpResponse.json({ error: { message } }, { status: 401 }));
    expect(error.message).not.toContain("sk-tests");
  });

  test.each([
    [404, "bad_response", true],
    [400, "rejected", false],
    [502, "unavailable", true],
  ])("%i with a page is %s: a 404 is the provider's own only in JSON", async (status, code, retryable) => {
    const error = await failure(HttpResponse.html("<h1>Sorry</h1>", { status }));
    expect(error).toMatchObject({ code, facts: { retryable } });
    expect(error.message).not.toContain("Sorry");
  });
});

describe("an answer with 200 that cannot be read may have worked, and may be asked for again", () => {
  test.each([
    ["a page", HttpResponse.html("<h1>Just a moment...</h1>")],
    ["truncated JSON", new HttpResponse('{"id": "7', { headers: { "content-type": "application/json" } })],
    ["another shape", HttpResponse.json({ id: 7 })],
    ["a list", HttpResponse.json([])],
    ["nothing", new HttpResponse(null, { headers: { "content-type": "application/json" } })],
  ])("%s", async (_what, answer) => {
    const facts = { retryable: true, mayHaveWorked: true };
    expect(await failure(answer)).toMatchObject({ code: "bad_response", facts });
  });
});
