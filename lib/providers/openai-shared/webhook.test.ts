import { createHmac } from "node:crypto";
import { describe, expect, test } from "vitest";
import { verifyOpenAiWebhook } from "./webhook";

const secret = `whsec_${Buffer.from("a secret of the unit tests").toString("base64")}`;
const other = `whsec_${Buffer.from("the secret of somebody else").toString("base64")}`;

interface Changes {
  secret?: string;
  ageSeconds?: number;
  headers?: Record<string, string>;
  tampered?: string;
}

/** Delivers a signed event to us, who know this secret. */
async function deliver(event: unknown, changes: Changes = {}, ours: string | undefined = secret) {
  const body = typeof event === "string" ? event : JSON.stringify(event);
  const timestamp = String(Math.floor(Date.now() / 1_000) - (changes.ageSeconds ?? 0));
  const headers = new Headers({
    "webhook-id": "wh_1",
    "webhook-timestamp": timestamp,
    "webhook-signature": sign(changes.secret ?? secret, timestamp, body),
    ...changes.headers,
  });
  const url = new URL("http://app.test/api/webhooks/openai");
  return verifyOpenAiWebhook({ url, headers, body: changes.tampered ?? body }, ours);
}

function sign(secret: string, timestamp: string, body: string): string {
  const key = Buffer.from(secret.replace("whsec_", ""), "base64");
  const mac = createHmac("sha256", key).update(`wh_1.${timestamp}.${body}`).digest("base64");
  return `v1,${mac}`;
}

const completed = { id: "evt_1", object: "event", type: "response.completed", data: { id: "resp_1" } };

describe("a delivery that is signed", () => {
  test("names the response it is about, and is the same however often it comes", async () => {
    expect(await deliver(completed)).toEqual({
      provider: "openai",
      deliveryId: "wh_1",
      operationId: null,
      providerRef: "resp_1",
      body: completed,
    });
  });

  test("of a video is the video provider's", async () => {
    const event = { ...completed, type: "video.failed", data: { id: "video_1" } };
    expect(await deliver(event)).toMatchObject({ provider: "openai-videos", providerRef: "video_1" });
  });

  test.each(["completed", "failed", "expired", "cancelled"])(
    "of a batch that is %s is the batches'",
    async (end) => {
      const event = { ...completed, type: `batch.${end}`, data: { id: "batch_1" } };
      expect(await deliver(event)).toMatchObject({ provider: "openai-batches", providerRef: "batch_1" });
    },
  );

  test.each([
    { ...completed, type: "fine_tuning.job.succeeded", data: { id: "ftjob_1" } },
    { id: "evt_2", type: "safety.alert.created" },
  ])("of another sort is taken, and is about nothing of ours: %o", async (event) => {
    expect(await deliver(event)).toMatchObject({ providerRef: null });
  });

  test("is taken with one good signature among several", async () => {
    const body = JSON.stringify(completed);
    const timestamp = String(Math.floor(Date.now() / 1_000));
    const both = `${sign(other, timestamp, body)} ${sign(secret, timestamp, body)}`;
    const headers = { "webhook-signature": both, "webhook-timestamp": timestamp };
    expect(await deliver(completed, { headers })).toMatchObject({ providerRef: "resp_1" });
  });
});

describe("a delivery is rejected", () => {
  const cases: Array<[string, Changes]> = [
    ["with another secret's signature", { secret: other }],
    ["with another body", { tampered: JSON.stringify({ ...completed, data: { id: "resp_2" } }) }],
    ["that is old", { ageSeconds: 301 }],
    ["that is of the future", { ageSeconds: -301 }],
    ["with a signature of nonsense", { headers: { "webhook-signature": "v1,nonsense" } }],
    ["with an empty signature", { headers: { "webhook-signature": "" } }],
    ["with a time of nonsense", { headers: { "webhook-timestamp": "yesterday" } }],
    ["for another id", { headers: { "webhook-id": "wh_2" } }],
  ];
  test.each(cases)("%s", async (_what, changes) => {
    await expect(deliver(completed, changes)).rejects.toMatchObject({ name: "WebhookRejected" });
  });

  test.each(["webhook-id", "webhook-timestamp", "webhook-signature"])("without %s", async (name) => {
    const headers = new Headers({
      "webhook-id": "wh_1",
      "webhook-timestamp": String(Math.floor(Date.now() / 1_000)),
      "webhook-signature": "v1,x",
    });
    headers.delete(name);
    const url = new URL("http://app.test/api/webhooks/openai");
    await expect(verifyOpenAiWebhook({ url, headers, body: "{}" }, secret)).rejects.toMatchObject({
      name: "WebhookRejected",
    });
  });

  test("while we have no secret to verify it with, which the reason says", async () => {
    await expect(deliver(completed, {}, "")).rejects.toMatchObject({
      name: "WebhookRejected",
      message: expect.stringContaining("OPENAI_WEBHOOK_SECRET is missing"),
    });
  });

  test.each(["not JSON", "[]", '{"no":"type"}'])("that is signed but no event: %s", async (body) => {
    await expect(deliver(body)).rejects.toMatchObject({ name: "WebhookRejected" });
  });
});
