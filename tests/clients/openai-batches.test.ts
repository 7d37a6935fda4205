import OpenAI, { APIError, BadRequestError, ConflictError, NotFoundError, toStreamingFile } from "openai";
import { afterEach, expect, test } from "vitest";
import { z } from "zod";
import { renderSamplePhoto } from "@/sandbox/pictures/sample-photo";
import type { SandboxServer } from "@/sandbox/server";
import { useSandbox, webhookSecret } from "./use-sandbox";

const sandbox = useSandbox();
afterEach(() => sandbox.fast.sandbox.setFaults(""));

/** The official client, as a person would set it up, but for where it calls. */
const client = (at: SandboxServer = sandbox.fast) =>
  new OpenAI({ apiKey: "sk-proj-1234", baseURL: `${at.url}/openai/v1`, webhookSecret });

const Tags = z.strictObject({
  tags: z.array(z.string()).min(3).max(12),
  caption: z.string(),
  colors: z.array(z.string()).min(1).max(5),
  contains_text: z.boolean(),
});

const Line = z.object({
  custom_id: z.string(),
  response: z
    .object({
      status_code: z.number(),
      body: z.object({
        output: z.tuple([z.object({ content: z.tuple([z.object({ text: z.string() })]) })]),
      }),
    })
    .nullable(),
});

/** One request as it lies in a file, with a picture by link or in itself. */
function requestLine(id: string, imageUrl: string): string {
  const content = [
    { type: "input_text", text: "Tag this picture." },
    { type: "input_image", detail: "low", image_url: imageUrl },
  ];
  const format = { type: "json_schema", name: "tags", strict: true, schema: {} };
  const body = { model: "gpt-6-luna", input: [{ role: "user", content }], text: { format }, store: false };
  return `${JSON.stringify({ custom_id: id, method: "POST", url: "/v1/responses", body })}\n`;
}

async function* linked(count: number) {
  for (let n = 0; n < count; n += 1)
    yield Buffer.from(requestLine(`picture-${n}`, `https://app.test/${n}.jpg`));
}

/** Without `redirect: "error"` Node would copy all of the upload into memory. */
async function uploaded(openai: OpenAI, lines: AsyncIterable<Buffer>) {
  return openai.files.create(
    {
      file: toStreamingFile(lines, "operation-1.jsonl", { type: "application/jsonl" }),
      purpose: "batch",
      expires_after: { anchor: "created_at", seconds: 259_200 },
    },
    { fetchOptions: { redirect: "error" } },
  );
}

async function created(openai: OpenAI, lines: AsyncIterable<Buffer> = linked(5)) {
  const { id } = await uploaded(openai, lines);
  return openai.batches.create({
    input_file_id: id,
    endpoint: "/v1/responses",
    completion_window: "24h",
    metadata: { operation_id: "operation-1" },
    output_expires_after: { anchor: "created_at", seconds: 2_592_000 },
  });
}

const terminal = /completed|failed|expired|cancelled/;

async function over(id: string, openai = client()) {
  await expect.poll(async () => (await openai.batches.retrieve(id)).status).toMatch(terminal);
  return openai.batches.retrieve(id);
}

async function linesOf(openai: OpenAI, fileId: string | undefined) {
  const text = await (await openai.files.content(fileId ?? "")).text();
  return text
    .trimEnd()
    .split("\n")
    .map((line) => Line.parse(JSON.parse(line)));
}

test("a file is streamed up, a batch of it runs, and its output says of every picture what was asked", async () => {
  const openai = client();
  const photo = `data:image/jpeg;base64,${(await renderSamplePhoto(1, "cat")).toString("base64")}`;
  const batch = await created(
    openai,
    (async function* () {
      yield* linked(5);
      yield Buffer.from(requestLine("inline", photo));
    })(),
  );
  expect(batch).toMatchObject({ object: "batch", metadata: { operation_id: "operation-1" }, errors: null });
  const done = await over(batch.id);
  expect(done).toMatchObject({
    status: "completed",
    model: "gpt-6-luna",
    request_counts: { total: 6, completed: 6, failed: 0 },
    error_file_id: null,
  });
  expect(done.usage?.total_tokens).toBeGreaterThan(0);
  const lines = await linesOf(openai, done.output_file_id);
  expect(lines.map(({ custom_id }) => custom_id).toSorted()).toEqual([
    "inline",
    ...Array.from({ length: 5 }, (_, n) => `picture-${n}`),
  ]);
  for (const { response } of lines) {
    const [message] = response?.body.output ?? [];
    expect(Tags.safeParse(JSON.parse(message?.content[0].text ?? "null")).success).toBe(true);
  }
});

test("a file that is streamed keeps its size, its name and its day, and is found, read and deleted", async () => {
  const openai = client();
  const file = await uploaded(openai, linked(3));
  const text = [0, 1, 2].map((n) => requestLine(`picture-${n}`, `https://app.test/${n}.jpg`)).join("");
  expect(file).toMatchObject({ filename: "operation-1.jsonl", purpose: "batch", bytes: text.length });
  expect(Number(file.expires_at) - file.created_at).toBe(259_200);
  const listed: string[] = [];
  for await (const { id } of openai.files.list({ purpose: "batch", limit: 1, order: "desc" }))
    listed.push(id);
  expect(listed[0]).toBe(file.id);
  const rest = await openai.files.content(file.id, { headers: { Range: "bytes=100-" } });
  expect(rest.status).toBe(206);
  expect(await rest.text()).toBe(text.slice(100));
  expect(await openai.files.delete(file.id)).toMatchObject({ id: file.id, deleted: true });
  await expect(openai.files.content(file.id)).rejects.toThrow(NotFoundError);
});

test("batches are listed newest first, page by page", async () => {
  const openai = client();
  const ids = [(await created(openai)).id, (await created(openai)).id];
  const listed: string[] = [];
  for await (const { id } of openai.batches.list({ limit: 1 })) listed.push(id);
  expect(listed.slice(0, 2)).toEqual(ids.toReversed());
});

test("a batch can be canceled while it runs, and not once it is done", async () => {
  const openai = client(sandbox.slow);
  const { id } = await created(openai);
  expect((await openai.batches.cancel(id)).status).toBe("cancelling");
  expect((await openai.batches.retrieve(id)).cancelling_at).toBeGreaterThan(0);
  const done = await created(client());
  await over(done.id);
  await expect(client().batches.cancel(done.id, { maxRetries: 0 })).rejects.toThrow(ConflictError);
});

test("what lines fail of lies in the error file, and an expired batch keeps what it finished", async () => {
  sandbox.fast.sandbox.setFaults("batch-expires,line-fails*1");
  const openai = client();
  const done = await over((await created(openai, linked(10))).id);
  expect(done).toMatchObject({ status: "expired", request_counts: { total: 10, completed: 6, failed: 1 } });
  expect(await linesOf(openai, done.output_file_id)).toHaveLength(6);
  const errors = await (await openai.files.content(done.error_file_id ?? "")).text();
  expect(errors.match(/"batch_expired"/g)).toHaveLength(3);
});

test("a wrong file fails in the batch's own object; an unknown one is a BadRequestError, an unknown batch a NotFoundError", async () => {
  const openai = client();
  const failed = await over(
    (
      await created(
        openai,
        (async function* () {
          yield Buffer.from("{}\n");
        })(),
      )
    ).id,
  );
  expect(failed.errors?.data).toEqual([
    { code: "missing_required_parameter", line: 1, message: expect.any(String), param: "custom_id" },
  ]);
  const order = { endpoint: "/v1/responses", completion_window: "24h" } as const;
  await expect(openai.batches.create({ input_file_id: "file-1", ...order })).rejects.toThrow(BadRequestError);
  await expect(openai.batches.retrieve("batch_1")).rejects.toThrow(NotFoundError);
});

test("a download that is cut is no APIError, and goes on from where it stopped", async () => {
  const openai = client();
  const { output_file_id: fileId = "" } = await over((await created(openai, linked(200))).id);
  const whole = Buffer.from(await (await openai.files.content(fileId)).arrayBuffer());
  sandbox.fast.sandbox.setFaults("cut-download@file-content*1");
  const pieces: Uint8Array[] = [];
  const reading = async () => {
    for await (const piece of (await openai.files.content(fileId)).body ?? []) pieces.push(piece);
  };
  const cut = reading();
  await expect(cut).rejects.toThrow("terminated");
  await expect(cut).rejects.not.toBeInstanceOf(APIError);
  const begun = Buffer.concat(pieces);
  const rest = await openai.files.content(fileId, { headers: { Range: `bytes=${begun.byteLength}-` } });
  expect(Buffer.concat([begun, Buffer.from(await rest.arrayBuffer())]).equals(whole)).toBe(true);
});

test("a webhook tells of a batch that is over, and its state can be read by then", async () => {
  const openai = client();
  const { id } = await created(openai);
  const { headers, body } = await sandbox.letterAbout(id);
  const event: unknown = await openai.webhooks.unwrap(body, headers);
  expect(event).toMatchObject({ object: "event", type: "batch.completed", data: { id } });
  expect((await openai.batches.retrieve(id)).status).toBe("completed");
});
