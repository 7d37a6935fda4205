import { createServer, type ServerResponse } from "node:http";

/** What was asked of a storage, and what became of the answer. */
export interface StorageCall {
  path: string;
  range: string | undefined;
  apikey: string | undefined;
  /** Bytes of it that were written so far. */
  sent: number;
  /** Whether its connection is gone, or the answer is out. */
  isOver: boolean;
}

export interface FakeStorage {
  readonly url: string;
  readonly calls: StorageCall[];
  /** Answers each call in its own way, until the next. */
  answer: (call: StorageCall, response: ServerResponse) => void;
  close(): void;
}

/** Supabase's storage as far as files are read from it: each call is answered as the test says. */
export async function startFakeStorage(): Promise<FakeStorage> {
  const storage = {
    url: "",
    calls: [] as StorageCall[],
    answer: (_call: StorageCall, response: ServerResponse): void => void response.destroy(),
    close: (): void => server.close().closeAllConnections(),
  };
  const server = createServer((request, response) => {
    const { range, apikey } = request.headers;
    const call = { path: request.url ?? "", range, apikey: String(apikey), sent: 0, isOver: false };
    response.once("close", () => (call.isOver = true));
    storage.calls.push(call);
    storage.answer(call, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  storage.url = `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`;
  return storage;
}

/** A file of so many bytes, each of which says where it lies; as hosted storage answers, or whole as Supabase Lite does. */
export function fileOf(bytes: number, honoursRanges: boolean): FakeStorage["answer"] {
  return (call, response) => {
    const asked = honoursRanges ? /^bytes=(\d+)-(\d+)$/.exec(call.range ?? "") : null;
    const first = Number(asked?.[1] ?? 0);
    const last = Math.min(bytes - 1, Number(asked?.[2] ?? bytes - 1));
    if (first >= bytes) return void response.writeHead(416).end();
    const range = asked ? { "content-range": `bytes ${first}-${last}/${bytes}` } : {};
    response.writeHead(asked ? 206 : 200, { "content-length": String(last + 1 - first), ...range });
    let at = first;
    const write = (): void => {
      while (at <= last && !response.destroyed) {
        const piece = bytesAt(at, Math.min(65_536, last + 1 - at));
        at += piece.length;
        call.sent += piece.length;
        if (!response.write(piece)) return void response.once("drain", write);
      }
      response.end();
    };
    write();
  };
}

/** So many bytes of such a file, from a place on. */
export function bytesAt(first: number, length: number): Buffer {
  return Buffer.alloc(length, Buffer.from(Array.from({ length: 251 }, (_, index) => (first + index) % 251)));
}
