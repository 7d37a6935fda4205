import { inspect } from "node:util";
import { http, HttpResponse } from "msw";
import { setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi, onTestFinished } from "vitest";
import { z } from "zod";
import { callOpenAi } from "./client";
import { ProviderError, Unsendable } from "../provider-error";

const url = "http://openai.test/v1/things";
const server = setupServer();
beforeAll(() => server.listen({ onUnhandledFrame: "error" }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

const place = {
  label: "Acme",
  baseUrl: "http://openai.test/v1",
  key: "sk-tests",
  keyName: "ACME_KEY",
  addressName: "ACME_URL",
};
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

test.each(["text/plain", "text/html", "application/octet-stream"])(
  "a good answer is read though it is sent as %s",
  async (type) => {
    server.use(http.post(url, () => new HttpResponse('{"id":"7"}', { headers: { "content-type": type } })));
    expect(await ask()).toEqual({ id: "7" });
  },
);

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

test("what could not be sent never tells of our key", async () => {
  const key = "sk-secret\nb";
  const error: unknown = await ask({}, { ...place, key }).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(Unsendable);
  expect(inspect(error, { depth: null, showHidden: true })).not.toContain("sk-secret");
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
    [403, null, "forbidden", true, false],
    [403, "invalid_api_key", "not_authorized", true, false],
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

  test.each<[object, string, string]>([
    [{ detail: "Prompt is too long" }, "rejected", "Acme refused: Prompt is too long"],
    [{ error: "Blocked by content moderation" }, "moderation", "Acme refused: Blocked by content moderation"],
    [{ message: "No" }, "rejected", "Acme refused: No"],
    [{ error: { message: "No", code: 400 } }, "rejected", "Acme refused: No"],
    [{ error: { message: '{"error":{"message":"Inner"}}' } }, "rejected", "Acme refused: Inner"],
    [
      { error: { code: "insufficient_user_quota" } },
      "payment_required",
      "The Acme account has no balance left.",
    ],
  ])("is read in any shape, and whatever type it is sent as: %o", async (body, code, message) => {
    for (const type of ["application/json", "text/plain", "text/html; charset=utf-8"]) {
      const headers = { "content-type": type };
      const error = await failure(new HttpResponse(JSON.stringify(body), { status: 400, headers }));
      expect(error).toMatchObject({ code, message });
    }
  });

  test.each([404, 405, 501])(
    "%i on create is a wrong address: the operator's fault, not charged",
    async (status) => {
      const body = { error: { message: "Invalid URL (POST /things)" } };
      const error = await failure(HttpResponse.json(body, { status }), { isCreate: true });
      expect(error).toMatchObject({ code: "misconfigured", facts: { mayHaveWorked: false } });
      expect(error.refusal).toMatchObject({ retryable: true, charged: false });
      expect(error.message).toContain("ACME_URL");
    },
  );

  test.each<[number, object]>([
    [404, { detail: "Unknown model: x" }],
    [404, { error: { code: "model_not_found", message: "Unknown model: x" } }],
    [403, { error: { code: "model_not_found", message: "Unknown model: x." } }],
    [400, { error: { code: "unknown_model", message: "Unknown model: x" } }],
  ])("%i on create that speaks of the model is about that: the operator's to mend", async (status, body) => {
    const error = await failure(HttpResponse.json(body, { status }), {
      isCreate: true,
      modelSetting: "ACME_MODEL",
    });
    expect(error.message).toBe("Acme refused: Unknown model: x. ACME_MODEL may be set wrong.");
    expect(error.refusal).toMatchObject({ code: "misconfigured", retryable: true, charged: false });
  });

  test("404 on anything but create that speaks of a model is a refusal", async () => {
    const error = await failure(refusal(404, "model_not_found"));
    expect(error).toMatchObject({ code: "rejected", message: "Acme refused: Because." });
  });

  test("404 with a page on create is waited out", async () => {
    const error = await failure(HttpResponse.html("<h1>404</h1>", { status: 404 }), { isCreate: true });
    expect(error).toMatchObject({ code: "bad_response", facts: { retryable: true, mayHaveWorked: false } });
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
    [400, "bad_response", true],
    [502, "unavailable", true],
  ])(
    "%i with a page is %s: a refusal is the provider's own only in JSON",
    async (status, code, retryable) => {
      const error = await failure(HttpResponse.html("<h1>Sorry</h1>", { status }));
      expect(error).toMatchObject({ code, facts: { retryable } });
      expect(error.message).not.toContain("Sorry");
    },
  );
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
