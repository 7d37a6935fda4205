/**
 * An independent mock, `@copilotkit/aimock`, at the other end. It takes files and batches as OpenAI does, and answers every
 * line with the same words, which are no tags.
 */
import { randomUUID } from "node:crypto";
import { LLMock } from "@copilotkit/aimock";
import { afterAll, afterEach, expect, test, vi } from "vitest";
import type { OfferedFile } from "@/lib/jobs/job";
import { stubEnvironment } from "@/tests/support/stub-environment";
import { openaiBatches } from "./openai-batches";
import { readLines } from "./read-lines";
import { readResult, type ReadResult } from "./read-result";

const aimock = new LLMock({ port: 0 });
await aimock.start();
stubEnvironment({ OPENAI_BASE_URL: `${aimock.url}/v1`, OPENAI_API_KEY: "sk-tests" });
afterEach(() => void vi.restoreAllMocks());
afterAll(() => aimock.stop());

const request = { body: { model: "gpt-6-luna" }, files: [] };
const assetIds = Array.from({ length: 20 }, () => randomUUID());

/** Starts a batch that ends like this. */
async function start(operationId: string, outcome = "completed"): Promise<string> {
  const send = globalThis.fetch;
  vi.spyOn(globalThis, "fetch").mockImplementation((input, init) => {
    if (input instanceof Request) input.headers.set("x-aimock-batch-outcome", outcome);
    return send(input, init);
  });
  const { ref } = await openaiBatches.start(request, {
    operationId,
    callbackUrl: "",
    fileUrls: [],
    async *pictures() {
      for (const assetId of assetIds) yield { assetId, url: `https://app.test/${assetId}.jpg` };
    },
  });
  return ref;
}

const look = async (ref: string) => (await openaiBatches.check([ref], () => true)).get(ref);

async function readAll(file: OfferedFile | undefined) {
  if (!file) throw new Error("no file is offered");
  const response = await openaiBatches.open?.(file, {}, new AbortController().signal);
  if (!response?.body) throw new Error("nothing came");
  const results: ReadResult[] = [];
  for await (const { text } of readLines(response.body, 0)) results.push(readResult(text));
  return results;
}

test("a batch of the mock goes its way to its end, and every line of it is read", async () => {
  const ref = await start(randomUUID());
  expect(await look(ref)).toMatchObject({ state: "running", progress: 0, parts: { done: 0, of: 20 } });
  const done = await look(ref);
  expect(done).toMatchObject({ state: "succeeded", parts: { done: 20, of: 20 } });
  const results = await readAll(done && "files" in done ? done.files[0] : undefined);
  expect(results.map(({ assetId }) => assetId)).toEqual(assetIds);
  for (const { result } of results) expect(result).toMatchObject({ type: "failed", code: "unreadable" });
});

test("a batch of the mock is found again by its operation", async () => {
  const operationId = randomUUID();
  const ref = await start(operationId);
  const lost = { request, since: new Date(), taken: async () => new Set<string>() };
  expect(await openaiBatches.find({ ...lost, operationId })).toMatchObject({ started: { ref } });
  expect(await openaiBatches.find({ ...lost, operationId: randomUUID() })).toEqual({
    type: "absent",
    isVouched: true,
  });
  expect(await openaiBatches.identify?.(ref)).toBe(operationId);
});

test.each([
  ["expired", { state: "failed", error: { code: "expired", charged: false } }],
  ["failed", { state: "failed", error: { charged: false } }],
])("a batch of the mock that is %s without results is told so", async (outcome, seen) => {
  const ref = await start(randomUUID(), outcome);
  await look(ref);
  expect(await look(ref)).toMatchObject(seen);
});

test("a batch of the mock is stopped, and one that is over cannot be", async () => {
  const ref = await start(randomUUID());
  expect(await openaiBatches.cancel?.(ref)).toBe("requested");
  expect(await look(ref)).toEqual({ state: "canceled" });
  expect(await openaiBatches.cancel?.(ref)).toBe("finished");
});
