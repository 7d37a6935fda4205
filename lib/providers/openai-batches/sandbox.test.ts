import { randomUUID } from "node:crypto";
import { setupServer } from "msw/node";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { colorNames } from "@/sandbox/tags/color-name";
import { bench } from "@/sandbox/test-bench";
import { stubEnvironment } from "@/tests/support/stub-environment";
import { openaiBatches } from "./openai-batches";
import { readLines } from "./read-lines";
import { requestLine } from "./request-line";
import { readResult, type ReadResult } from "./read-result";

stubEnvironment();
const server = setupServer();
beforeAll(() => server.listen({ onUnhandledFrame: "error" }));
afterAll(() => server.close());

const request = { body: { model: "gpt-6-luna" }, files: [] };
const assetIds = Array.from({ length: 100 }, () => randomUUID());
const never = new AbortController().signal;

/** An account whose sandbox misbehaves like this, and a batch of a hundred pictures in it. */
async function begin(faults = "") {
  const account = bench({ faults });
  server.resetHandlers(...account.sandbox.handlers);
  const operationId = randomUUID();
  const { ref } = await openaiBatches.start(request, {
    operationId,
    callbackUrl: "",
    fileUrls: [],
    async *pictures() {
      for (const assetId of assetIds) yield { assetId, url: `https://app.test/${assetId}.jpg` };
    },
  });
  const look = async () => (await openaiBatches.check([ref], () => true)).get(ref);
  return { ...account, ref, operationId, look };
}

/** What a request says of the answer it wants. */
const Asked = z.object({
  body: z.object({
    text: z.object({
      format: z.object({
        schema: z.object({
          properties: z.object({ colors: z.object({ items: z.object({ enum: z.array(z.string()) }) }) }),
        }),
      }),
    }),
  }),
});

type Account = Awaited<ReturnType<typeof begin>>;

/** What came of every picture that the files of an ended batch speak of, whichever file it is in. */
async function resultsOf({ pass, look }: Account) {
  pass(90);
  await look();
  // Answers are written in the background from the first look on.
  await expect.poll(look).toMatchObject({ state: "succeeded" });
  const over = await look();
  const results: ReadResult[] = [];
  for (const file of over && "files" in over ? over.files : []) {
    const response = await openaiBatches.open?.(file, {}, never);
    if (!response?.body) throw new Error("nothing came");
    for await (const { text } of readLines(response.body, 0)) results.push(readResult(text));
  }
  return results;
}

/** How many pictures came to which end: `tagged`, or a code. */
function tally(results: readonly ReadResult[]): Record<string, number> {
  const ends = new Map(
    results.flatMap(({ assetId, result }) => (assetId ? [[assetId, result] as const] : [])),
  );
  const counts: Record<string, number> = {};
  for (const id of assetIds) {
    const result = ends.get(id);
    const end = !result ? "missing" : result.type === "tagged" ? "tagged" : result.code;
    counts[end] = (counts[end] ?? 0) + 1;
  }
  return counts;
}

test("a batch goes its way from waiting to done, and every picture has tags", async () => {
  const account = await begin();
  expect(await account.look()).toMatchObject({ state: "queued" });
  account.pass(20);
  expect(await account.look()).toMatchObject({
    state: "running",
    progress: expect.any(Number),
    parts: { of: 100 },
  });
  const results = await resultsOf(account);
  expect(tally(results)).toEqual({ tagged: 100 });
  for (const { result } of results)
    expect(result).toMatchObject({ tags: expect.arrayContaining([expect.any(String)]) });
  expect(await account.look()).toMatchObject({
    tokensUsed: expect.any(Number),
    parts: { done: 100, of: 100 },
  });
});

test.each<[string, Record<string, number>]>([
  ["batch-expires", { tagged: 60, expired: 40 }],
  ["batch-expires,line-fails*3", { tagged: 60, rejected: 3, expired: 37 }],
  ["batch-expires-empty", { expired: 100 }],
  ["blank-file-ids", { tagged: 100 }],
  ["absent-file-ids", { tagged: 100 }],
  ["line-fails", { rejected: 100 }],
  ["line-link-dead*2", { tagged: 98, link_failed: 2 }],
  ["line-server-error*2", { tagged: 98, unavailable: 2 }],
  ["line-misfiled*2", { tagged: 98, rejected: 2 }],
  ["line-refused*2", { tagged: 98, refused: 2 }],
  ["line-cut-off*2", { tagged: 98, unreadable: 2 }],
  ["line-separator*2", { tagged: 100 }],
  ["line-broken*2", { tagged: 98, unreadable: 2 }],
  ["line-twice*2", { tagged: 100 }],
  ["line-unknown*2", { tagged: 98, missing: 2 }],
  ["line-missing*1", { tagged: 99, missing: 1 }],
])(
  "a batch with %s says of each picture what came of it",
  async (faults, counts) => {
    expect(tally(await resultsOf(await begin(faults)))).toEqual(counts);
  },
  60_000,
);

test("answers keep to the schema that was asked for, colours by name included", async () => {
  const line: unknown = JSON.parse(String(requestLine({ assetId: "a", url: "https://app.test/" }, "m")));
  const asked = Asked.parse(line).body.text.format.schema;
  const names = z.array(z.enum(asked.properties.colors.items.enum)).min(1).max(5);
  expect(colorNames.filter((name) => !names.safeParse([name]).success)).toEqual([]);
  for (const { result } of await resultsOf(await begin())) {
    if (result.type !== "tagged") throw new Error("it was not tagged");
    expect(names.safeParse(result.colors).error).toBeUndefined();
  }
});

test("a batch that finds no room has failed, at nobody's cost, and its input is gone", async () => {
  const account = await begin("token-limit");
  account.pass(90);
  expect(await account.look()).toMatchObject({ error: { code: "queue_full", charged: false } });
  const files = async () => (await account.request("GET", "/openai/v1/files?purpose=batch")).json();
  await expect.poll(files).toMatchObject({ data: [] });
});

test("a batch is found by its operation, and known by it", async () => {
  const account = await begin();
  const since = new Date(account.now());
  const lost = { request, operationId: account.operationId, since, taken: async () => new Set<string>() };
  expect(await openaiBatches.find(lost)).toMatchObject({ started: { ref: account.ref } });
  expect(await openaiBatches.identify?.(account.ref)).toBe(account.operationId);
});

test.each(["504-after-success@create-batch", "drop-after-success@create-batch"])(
  "a batch whose create call was lost (%s) is found, and not made again",
  async (faults) => {
    const account = bench({ faults });
    server.resetHandlers(...account.sandbox.handlers);
    const operationId = randomUUID();
    const context = { operationId, callbackUrl: "", fileUrls: [] };
    const pictures = async function* () {
      yield { assetId: randomUUID(), url: "https://app.test/a.jpg" };
    };
    await expect(openaiBatches.start(request, { ...context, pictures })).rejects.toMatchObject({
      facts: { mayHaveWorked: true },
    });
    const lost = {
      request,
      operationId,
      since: new Date(account.now()),
      taken: async () => new Set<string>(),
    };
    expect(await openaiBatches.find(lost)).toMatchObject({ type: "found" });
    expect(account.sandbox.journal.count("POST /openai/v1/batches")).toBe(1);
  },
);

test("results whose download is cut go on from there", async () => {
  const account = await begin();
  expect(tally(await resultsOf(account))).toEqual({ tagged: 100 });
  const over = await account.look();
  const [file] = over && "files" in over ? over.files : [];
  if (!file) throw new Error("no file");
  const whole = await (await openaiBatches.open?.(file, {}, never))?.text();
  for (const [fault, end] of [
    ["short-download*1", /has not given out all/],
    ["cut-download*1", /fetch failed|terminated/],
  ] as const) {
    account.sandbox.setFaults(fault);
    const read = async () => (await openaiBatches.open?.(file, {}, never))?.text();
    await expect(read()).rejects.toThrow(end);
  }
  account.sandbox.setFaults("");
  const rest = await openaiBatches.open?.(file, { range: "bytes=100-" }, never);
  expect([rest?.status, await rest?.text()]).toEqual([
    206,
    Buffer.from(whole ?? "")
      .subarray(100)
      .toString(),
  ]);
});

test("the files of a batch go when it is removed, what it was sent at once, and what it answered once it has ended", async () => {
  const account = await begin();
  const files = async () => {
    const answer = await fetch("http://sandbox.test/openai/v1/files", {
      headers: { authorization: "Bearer sandbox" },
    });
    return z.object({ data: z.array(z.unknown()) }).parse(await answer.json()).data.length;
  };
  expect(await files()).toBe(1);
  account.pass(20);
  await expect(openaiBatches.remove?.(account.ref)).rejects.toMatchObject({ facts: { retryable: true } });
  expect(await files()).toBe(0);
  account.pass(90);
  await expect.poll(account.look).toMatchObject({ state: "succeeded" });
  expect(await files()).toBeGreaterThan(0);
  await openaiBatches.remove?.(account.ref);
  expect(await files()).toBe(0);
});
