import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import OpenAI, { InvalidWebhookSignatureError } from "openai";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { bench } from "../test-bench";

const SECRET = `whsec_${Buffer.from("a secret of thirty-two bytes, no").toString("base64")}`;
const app = { url: "http://app.test", webhookSecret: SECRET };
const sdk = new OpenAI({ apiKey: "sk-test", webhookSecret: SECRET });

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"] });
});
afterEach(() => {
  vi.useRealTimers();
});

type Bench = ReturnType<typeof bench>;

const createVideo = (b: Bench) => b.json("POST", "/openai/v1/videos", { prompt: "waves" });
const createAnswer = (b: Bench, more = {}) =>
  b.json("POST", "/openai/v1/responses", { model: "gpt-6-luna", input: "hello", background: true, ...more });

async function after(b: Bench, seconds: number) {
  b.pass(seconds);
  await b.sandbox.deliverDue();
  vi.setSystemTime(b.now());
  return b.delivered;
}

test("an event is signed so that the SDK accepts it, and says no more than what ended how", async () => {
  const b = bench({ app });
  const { id } = await createVideo(b);
  const [delivery] = await after(b, 60);
  expect(delivery?.url).toBe("http://app.test/api/webhooks/openai");
  const event: unknown = await sdk.webhooks.unwrap(delivery?.text ?? "", delivery?.headers ?? {});
  expect(event).toEqual({
    id: expect.stringMatching(/^evt_/),
    object: "event",
    type: "video.completed",
    created_at: expect.any(Number),
    data: { id },
  });
  await expect(sdk.webhooks.unwrap(`${delivery?.text} `, delivery?.headers ?? {})).rejects.toThrow(
    InvalidWebhookSignatureError,
  );
});

test("a forged event is refused by the SDK", async () => {
  const b = bench({ app, faults: "forged-webhook@video-webhook" });
  await createVideo(b);
  const [delivery] = await after(b, 60);
  await expect(sdk.webhooks.unwrap(delivery?.text ?? "", delivery?.headers ?? {})).rejects.toThrow(
    InvalidWebhookSignatureError,
  );
});

test("a late event is signed when it is sent", async () => {
  const b = bench({ app, faults: "late-webhook" });
  await createVideo(b);
  const [delivery] = await after(b, 3_600);
  await expect(
    sdk.webhooks.verifySignature(delivery?.text ?? "", delivery?.headers ?? {}),
  ).resolves.toBeUndefined();
});

test("copies of one event share an id, other events have their own", async () => {
  const b = bench({ app, faults: "duplicate-webhook@video-webhook" });
  await createVideo(b);
  await createAnswer(b);
  const ids = (await after(b, 60)).map(({ headers }) => headers["webhook-id"]);
  expect(ids).toHaveLength(3);
  expect(new Set(ids).size).toBe(2);
});

test("every end has its own type", async () => {
  const b = bench({ app, faults: "failed@create-video*1,failed@create-response*1" });
  await createVideo(b);
  await createAnswer(b);
  await createAnswer(b, { max_output_tokens: 16 });
  await createAnswer(b);
  const { id } = await createAnswer(b);
  await b.request("POST", `/openai/v1/responses/${id}/cancel`);
  const types = (await after(b, 60)).map(({ body }) => (body as { type: string }).type);
  expect(types.toSorted()).toEqual([
    "response.cancelled",
    "response.completed",
    "response.failed",
    "response.incomplete",
    "video.failed",
  ]);
});

test("an event fires once, also across a restart; a lost one and one of a deleted video never", async () => {
  const dataFile = join(mkdtempSync(join(tmpdir(), "sandbox-")), "sandbox.jsonl");
  const b = bench({ app, dataFile, faults: "lost-webhook@response-webhook" });
  const { id } = await createVideo(b);
  await createAnswer(b);
  await b.request("DELETE", `/openai/v1/videos/${id}`);
  await createVideo(b);
  expect(await after(b, 60)).toHaveLength(1);
  await b.open().deliverDue();
  expect(b.delivered).toHaveLength(1);
});

test("without a target there are no events", async () => {
  const b = bench();
  await createVideo(b);
  expect(b.sandbox.nextDueAt()).toBeNull();
});
