import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import OpenAI, { InvalidWebhookSignatureError } from "openai";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { bench } from "../test-bench";
import { BATCHES, batchBench, tagRequests } from "./batch-bench";

const SECRET = `whsec_${Buffer.from("a secret of thirty-two bytes, no").toString("base64")}`;
const app = { url: "http://app.test", webhookSecret: SECRET };
const sdk = new OpenAI({ apiKey: "sk-test", webhookSecret: SECRET });

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"] });
});
afterEach(() => {
  vi.useRealTimers();
});

type Bench = ReturnType<typeof bench> | ReturnType<typeof batchBench>;

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

test.each([
  ["", "batch.completed"],
  ["batch-expires", "batch.expired"],
  ["token-limit", "batch.failed"],
])("a batch that meets %o tells of it as %s once its state can be read", async (faults, type) => {
  const b = batchBench({ app, faults });
  const id = await b.begin(tagRequests(3));
  expect(await after(b, 2)).toEqual([]);
  const [delivery] = await after(b, 60);
  const event: unknown = await sdk.webhooks.unwrap(delivery?.text ?? "", delivery?.headers ?? {});
  expect(event).toMatchObject({ type, data: { id } });
  expect(type).toBe(`batch.${(await b.look(id)).status}`);
  expect(b.delivered).toHaveLength(1);
});

test("a batch whose file is wrong tells of it when it fails, a canceled one when it is canceled", async () => {
  const b = batchBench({ app });
  await b.begin("nonsense\n");
  const types = () => b.delivered.map(({ body }) => (body as { type: string }).type);
  await after(b, 4);
  expect(types()).toEqual(["batch.failed"]);
  const id = await b.begin(tagRequests(3));
  await after(b, 20);
  await b.request("POST", `${BATCHES}/${id}/cancel`);
  expect((await after(b, 1)).length).toBe(1);
  await after(b, 2);
  await after(b, 60);
  expect(types()).toEqual(["batch.failed", "batch.cancelled"]);
});

test("an event of a batch may be lost, come twice or early, and comes once across a restart", async () => {
  const dataFile = join(mkdtempSync(join(tmpdir(), "sandbox-")), "sandbox.jsonl");
  const faults =
    "lost-webhook@batch-webhook*1,duplicate-webhook@batch-webhook*1,early-webhook@batch-webhook*1";
  const b = batchBench({ app, dataFile, faults });
  const early = await b.begin(tagRequests(1));
  expect(await after(b, 20)).toHaveLength(1);
  expect((await b.look(early)).status).toBe("in_progress");
  for (let n = 0; n < 3; n += 1) {
    await b.begin(tagRequests(1));
    b.pass(1);
  }
  expect(await after(b, 60)).toHaveLength(1 + 0 + 2 + 1);
  await b.open().deliverDue();
  expect(b.delivered).toHaveLength(4);
});

test("without a target there are no events", async () => {
  const b = bench();
  await createVideo(b);
  expect(b.sandbox.nextDueAt()).toBeNull();
});
