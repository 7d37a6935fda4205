import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeEach } from "vitest";
import { answer } from "@/sandbox/node-http";
import type { Answering } from "./answering";

export interface KeptFile {
  id: string;
  name: string;
  text: string;
  /** What came with it. */
  fields: Record<string, string>;
}

type Fields = Record<string, unknown>;

/** A place with files and batches, of which every call can be answered in another way. */
export interface BatchPlace {
  /** The base URL, `/v1` included. */
  url: string;
  files: Map<string, KeptFile>;
  /** Oldest first. */
  batches: Fields[];
  /** Every call since the test began, by method and path. */
  calls: string[];
  /** Until the test is over, has these calls answered like this: by method and path, `nth` from 1. */
  answer(call: RegExp, answering: Answering): void;
  addBatch(fields: Fields): Fields;
  addFile(text: string, name?: string): KeptFile;
}

/** Starts one on this machine, for the tests of one file. */
export async function openBatchPlace(): Promise<BatchPlace> {
  const files = new Map<string, KeptFile>();
  const batches: Fields[] = [];
  const calls: string[] = [];
  let script: Array<{ call: RegExp; answering: Answering; nth: number }> = [];

  const handle = async (request: Request): Promise<Response> => {
    const { pathname } = new URL(request.url);
    const call = `${request.method} ${pathname.replace("/v1", "")}`;
    calls.push(call);
    const line = script.find((each) => each.call.test(call));
    if (!line) return honest(request, call);
    line.nth += 1;
    return line.answering(line.nth, () => honest(request, call));
  };

  const honest = async (request: Request, call: string): Promise<Response> => {
    const [, id = ""] = /^\w+ \/\w+\/([^/]+)/.exec(call) ?? [];
    const file = files.get(id);
    const batch = batches.find((each) => each["id"] === id);
    if (call === "POST /files") return Response.json(shown(await keepUpload(request)));
    if (call === "GET /files") return listed(request, [...files.values()].map(shown));
    if (call === "POST /batches") {
      const body = (await request.json()) as Fields;
      if (files.has(String(body["input_file_id"]))) return Response.json(place.addBatch(body));
      return refusal(400, "Cannot find file, or organization does not have access to it.");
    }
    if (call === "GET /batches") return listed(request, batches);
    if (!file && !batch) return refusal(404, `No such object: ${id}`);
    if (batch) return Response.json(call.endsWith("/cancel") ? Object.assign(batch, cancelling) : batch);
    if (file && request.method === "DELETE") {
      files.delete(id);
      return Response.json({ id, object: "file", deleted: true });
    }
    return file && call.endsWith("/content") ? content(request, file) : Response.json(file && shown(file));
  };

  const keepUpload = async (request: Request): Promise<KeptFile> => {
    const form = await request.formData();
    const upload = form.get("file");
    if (!(upload instanceof File)) throw new Error("no file came");
    const file = place.addFile(await upload.text(), upload.name);
    for (const [name, value] of form) if (typeof value === "string") file.fields[name] = value;
    return file;
  };

  const server = createServer((incoming, outgoing) => void answer(handle, incoming, outgoing));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  beforeEach(() => {
    files.clear();
    batches.length = 0;
    calls.length = 0;
    script = [];
  });
  afterAll(() => {
    server.close();
    server.closeAllConnections();
  });

  const place: BatchPlace = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    files,
    batches,
    calls,
    answer: (call, answering) => void script.unshift({ call, answering, nth: 0 }),
    addBatch(fields) {
      const batch = { ...newBatch(`batch_${batches.length + 1}`), ...fields };
      batches.push(batch);
      return batch;
    },
    addFile(text, name = "results.jsonl") {
      const file: KeptFile = { id: `file-${files.size + 1}`, name, text, fields: {} };
      files.set(file.id, file);
      return file;
    },
  };
  return place;
}

const cancelling = { status: "cancelling" };

function newBatch(id: string): Fields {
  return {
    id,
    object: "batch",
    endpoint: "/v1/responses",
    errors: null,
    status: "validating",
    output_file_id: null,
    error_file_id: null,
    created_at: Math.floor(Date.now() / 1_000),
    completed_at: null,
    request_counts: { total: 0, completed: 0, failed: 0 },
    metadata: null,
  };
}

function shown({ id, name, text }: KeptFile): Fields {
  const created_at = Math.floor(Date.now() / 1_000);
  return { id, object: "file", bytes: Buffer.byteLength(text), filename: name, purpose: "batch", created_at };
}

/** A page, newest first. */
function listed(request: Request, items: readonly Fields[]): Response {
  const { searchParams } = new URL(request.url);
  const newest = items.toReversed();
  const begin = newest.findIndex(({ id }) => id === searchParams.get("after")) + 1;
  const data = newest.slice(begin, begin + Number(searchParams.get("limit") ?? 20));
  return Response.json({ object: "list", data, has_more: begin + data.length < newest.length });
}

function content(request: Request, { text }: KeptFile): Response {
  const bytes = Buffer.from(text);
  const from = Number(/^bytes=(\d+)-/.exec(request.headers.get("range") ?? "")?.[1] ?? 0);
  if (from === 0) return new Response(bytes, { headers: { "content-length": String(bytes.byteLength) } });
  if (from >= bytes.byteLength) return new Response(null, { status: 416 });
  const range = `bytes ${from}-${bytes.byteLength - 1}/${bytes.byteLength}`;
  return new Response(bytes.subarray(from), { status: 206, headers: { "content-range": range } });
}

/** An error as OpenAI words it. */
export function refusal(status: number, message: string, code: string | null = null): Response {
  const error = { message, type: "invalid_request_error", param: null, code };
  return Response.json({ error }, { status });
}
