import { createHash, generateKeyPairSync, sign, type KeyObject } from "node:crypto";
import { http, HttpResponse } from "msw";
import { setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { stubEnvironment } from "@/tests/support/stub-environment";
import { callbackToken } from "../callback-token";
import type { Provider } from "../provider";

const jwksUrl = "http://sandbox.test/fal/.well-known/jwks.json";
const server = setupServer();
beforeAll(() => server.listen({ onUnhandledFrame: "error" }));
afterAll(() => server.close());

const operation = "3f0c2b2a-6c58-4f0e-9a56-2f1d9d1c7a10";
const token = callbackToken("webhook-secret-of-the-unit-tests-0123456789", "fal", operation);
const query = { op: operation, t: token, app: "fal-ai/veo3.1" };
const sound = JSON.stringify({ request_id: "r-1", status: "OK", payload: {} });
const first = generateKeyPairSync("ed25519");
const second = generateKeyPairSync("ed25519");

let fetched = 0;
let published: KeyObject[] = [];
let verifyWebhook: Provider["verifyWebhook"];

beforeEach(async () => {
  vi.resetModules();
  stubEnvironment();
  vi.useFakeTimers({ toFake: ["Date"], now: new Date("2026-11-21T12:00:00Z") });
  ({ verifyWebhook } = await import("./webhook"));
  fetched = 0;
  published = [first.publicKey];
  server.resetHandlers(
    http.get(jwksUrl, () => {
      fetched++;
      return HttpResponse.json({
        keys: [{ kty: "RSA", n: "x" }, ...published.map((key) => key.export({ format: "jwk" }))],
      });
    }),
  );
});
afterEach(() => void vi.useRealTimers());

interface Changes {
  key?: KeyObject;
  ageSeconds?: number;
  headers?: Record<string, string>;
  query?: Record<string, string>;
  body?: string;
  tampered?: string;
}

function deliver(changes: Changes = {}) {
  const body = changes.body ?? sound;
  const timestamp = String(Math.floor(Date.now() / 1_000) - (changes.ageSeconds ?? 0));
  const digest = createHash("sha256").update(body).digest("hex");
  const message = Buffer.from(["r-1", "user-1", timestamp, digest].join("\n"));
  const headers = new Headers({
    "x-fal-webhook-request-id": "r-1",
    "x-fal-webhook-user-id": "user-1",
    "x-fal-webhook-timestamp": timestamp,
    "x-fal-webhook-signature": sign(null, message, changes.key ?? first.privateKey).toString("hex"),
    ...changes.headers,
  });
  const url = new URL(`http://app.test/api/webhooks/fal?${new URLSearchParams(changes.query ?? query)}`);
  return verifyWebhook({ url, headers, body: changes.tampered ?? body });
}

const pass = (seconds: number) => vi.setSystemTime(Date.now() + seconds * 1_000);

describe("a delivery that is signed and has its operation's token", () => {
  test("names the operation and the request, so that a lost start is known again", async () => {
    expect(await deliver()).toEqual({
      deliveryId: "r-1:OK",
      operationId: operation,
      providerRef: "fal-ai/veo3.1/requests/r-1",
      body: { request_id: "r-1", status: "OK", payload: {} },
    });
  });

  test.each([
    ["pictures", "fal-ai/veo3.1/requests/r-1#pictures"],
    ["voices", "fal-ai/veo3.1/requests/r-1#voices"],
    ["songs", null],
  ])("names it as its start does where %s were asked for", async (makes, providerRef) => {
    expect(await deliver({ query: { ...query, makes } })).toMatchObject({
      operationId: operation,
      providerRef,
    });
  });

  test("is the same however often it comes; another end is another", async () => {
    const again = await Promise.all([deliver(), deliver()]);
    expect(again.map((each) => each.deliveryId)).toEqual(["r-1:OK", "r-1:OK"]);
    const failed = JSON.stringify({ request_id: "r-1", status: "ERROR", error: "x" });
    expect((await deliver({ body: failed })).deliveryId).toBe("r-1:ERROR");
  });

  test.each(["", "fal-ai", "../..", "a/b/c"])(
    "but no app we know (%s) names the operation alone",
    async (app) => {
      expect(await deliver({ query: { ...query, app } })).toMatchObject({
        operationId: operation,
        providerRef: null,
      });
    },
  );
});

test.each([
  ["with a status that is no word", { request_id: "r-1", status: { code: 3 }, payload: null }, "r-1:"],
  ["with a number as its id", { request_id: 7, status: "OK" }, "7:OK"],
  ["with its id under another name", { gateway_request_id: "r-1", status: "OK", payload: [] }, "r-1:OK"],
])("a delivery %s is taken all the same", async (_what, body, deliveryId) => {
  expect(await deliver({ body: JSON.stringify(body) })).toMatchObject({ deliveryId, operationId: operation });
});

describe("a delivery is rejected", () => {
  const cases: Array<[string, Changes]> = [
    ["with another key's signature", { key: second.privateKey }],
    ["with another body", { tampered: sound.replace("OK", "ERROR") }],
    ["that is old", { ageSeconds: 301 }],
    ["that is of the future", { ageSeconds: -301 }],
    ["with a time of nonsense", { headers: { "x-fal-webhook-timestamp": "soon" } }],
    ["with a signature of nonsense", { headers: { "x-fal-webhook-signature": "nonsense" } }],
    ["with an empty signature", { headers: { "x-fal-webhook-signature": "" } }],
    ["for another user", { headers: { "x-fal-webhook-user-id": "user-2" } }],
    ["with a wrong token", { query: { ...query, t: "wrong" } }],
    ["without a token", { query: { op: operation } }],
    ["without an operation", { query: { t: token } }],
    ["whose body names no request", { body: "{}" }],
    ["whose body is no JSON", { body: "<html>" }],
    ["whose body is a list", { body: "[]" }],
    ["whose body is nothing", { body: "null" }],
  ];
  test.each(cases)("%s", async (_what, changes) => {
    await expect(deliver(changes)).rejects.toMatchObject({ name: "WebhookRejected" });
  });

  test.each([
    ["cannot be reached", () => HttpResponse.error()],
    ["are a page", () => HttpResponse.html("<h1>Hello</h1>")],
    ["are none", () => HttpResponse.json({ keys: [] })],
  ])("while fal's keys %s", async (_what, answer) => {
    server.resetHandlers(http.get(jwksUrl, answer));
    await expect(deliver()).rejects.toMatchObject({ name: "WebhookRejected" });
  });
});

describe("fal's keys", () => {
  test("are fetched once a day", async () => {
    await deliver();
    pass(23 * 3_600);
    await deliver();
    expect(fetched).toBe(1);
    pass(2 * 3_600);
    await deliver();
    expect(fetched).toBe(2);
  });

  test("are all tried", async () => {
    published = [second.publicKey, first.publicKey];
    await deliver();
    await deliver({ key: second.privateKey });
    expect(fetched).toBe(1);
  });

  test("are fetched anew when none fits, so that new ones are known at once", async () => {
    await deliver();
    pass(120);
    published = [second.publicKey];
    expect(await deliver({ key: second.privateKey })).toMatchObject({ operationId: operation });
  });

  test("are not fetched more than once a minute, however many forgeries come", async () => {
    for (let n = 0; n < 20; n++) await deliver({ key: second.privateKey }).catch(() => {});
    expect(fetched).toBe(1);
    pass(61);
    await deliver({ key: second.privateKey }).catch(() => {});
    expect(fetched).toBe(2);
  });

  test("go on for their day while new ones cannot be had", async () => {
    await deliver();
    server.resetHandlers(http.get(jwksUrl, () => HttpResponse.error()));
    pass(3_600);
    await deliver({ key: second.privateKey }).catch(() => {});
    expect(await deliver()).toMatchObject({ operationId: operation });
    pass(24 * 3_600);
    await expect(deliver()).rejects.toMatchObject({ name: "WebhookRejected" });
  });
});
