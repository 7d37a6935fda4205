import { expect } from "vitest";
import { z } from "zod";
import type { Sandbox, SandboxOptions } from "../create-sandbox";
import { bench } from "../test-bench";

export const BATCHES = "/openai/v1/batches";
export const FILES = "/openai/v1/files";

type Fields = Record<string, unknown>;

/** A request for the tags of a picture, as the app writes it. */
export function tagRequest(id: string, imageUrl: string, more: Fields = {}): Fields {
  const content = [
    { type: "input_text", text: "Tag this picture." },
    { type: "input_image", image_url: imageUrl, detail: "low" },
  ];
  return {
    custom_id: id,
    method: "POST",
    url: "/v1/responses",
    body: {
      model: "gpt-6-luna",
      input: [{ role: "user", content }],
      text: { format: { type: "json_schema", name: "tags", strict: true, schema: {} } },
      store: false,
    },
    ...more,
  };
}

/** So many requests, each with a picture by link. */
export function tagRequests(count: number): Fields[] {
  return Array.from({ length: count }, (_, n) => tagRequest(`picture-${n}`, `https://app.test/${n}.jpg`));
}

export function jsonl(lines: readonly unknown[]): string {
  return lines.map((line) => `${JSON.stringify(line)}\n`).join("");
}

/** A line of a file of results, as far as tests need to know it. */
const Result = z.object({
  custom_id: z.string(),
  response: z
    .object({
      status_code: z.number(),
      body: z.looseObject({
        status: z.string().optional(),
        output: z.array(z.looseObject({ content: z.array(z.looseObject({ type: z.string() })) })).optional(),
        error: z.looseObject({ code: z.string().nullable(), message: z.string() }).nullish(),
        usage: z.object({ total_tokens: z.number() }).optional(),
      }),
    })
    .nullable(),
  error: z.object({ code: z.string() }).nullable(),
});
type Result = z.infer<typeof Result>;

export function readResult(line: string): Result {
  return Result.parse(JSON.parse(line));
}

/** A sandbox with what tests do with batches. */
export function batchBench(options: SandboxOptions = {}) {
  const b = bench(options);

  async function upload(lines: string, name = "requests.jsonl"): Promise<Response> {
    const form = new FormData();
    form.set("purpose", "batch");
    form.set("file", new File([lines], name));
    return b.request("POST", FILES, form);
  }

  async function uploaded(lines: string): Promise<string> {
    return z.object({ id: z.string() }).parse(await (await upload(lines)).json()).id;
  }

  const create = async (fileId: string, more: Fields = {}) =>
    b.request("POST", BATCHES, {
      input_file_id: fileId,
      endpoint: "/v1/responses",
      completion_window: "24h",
      ...more,
    });

  /** Uploads requests and creates a batch of them; resolves to its id. */
  async function begin(lines: readonly unknown[] | string, more: Fields = {}): Promise<string> {
    const fileId = await uploaded(typeof lines === "string" ? lines : jsonl(lines));
    const created = await create(fileId, more);
    expect(created.status).toBe(200);
    return z.object({ id: z.string() }).parse(await created.json()).id;
  }

  const look = async (id: string, on?: Sandbox) => b.json("GET", `${BATCHES}/${id}`, undefined, on);
  const content = async (fileId: unknown, headers: Record<string, string> = {}, on = b.sandbox) =>
    b.request("GET", `${FILES}/${String(fileId)}/content`, undefined, on, headers);
  const text = async (fileId: unknown, on?: Sandbox) => (await content(fileId, {}, on)).text();
  const lines = async (fileId: unknown) => (await text(fileId)).split("\n").slice(0, -1);
  const results = async (fileId: unknown) => (await lines(fileId)).map(readResult);

  return { ...b, upload, uploaded, create, begin, look, content, text, lines, results };
}

/** What the model said in a line of results. */
export function saidIn({ response }: Result): unknown {
  return JSON.parse(String(response?.body.output?.[0]?.content[0]?.["text"]));
}
