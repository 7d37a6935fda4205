import type { IncomingMessage, ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";

type Handle = (request: Request) => Promise<Response>;

/** Answers one node:http exchange through a fetch-style handler; an error response destroys the connection. */
export async function answer(
  handle: Handle,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const gone = new AbortController();
  outgoing.once("close", () => gone.abort());
  try {
    const response = await handle(await toRequest(incoming, gone.signal));
    if (response.type === "error") {
      incoming.socket.destroy();
      return;
    }
    outgoing.writeHead(response.status, Object.fromEntries(response.headers));
    await send(response, outgoing);
  } catch (error) {
    if (outgoing.headersSent || gone.signal.aborted) {
      outgoing.destroy();
      return;
    }
    outgoing.writeHead(500, { "content-type": "application/json" });
    outgoing.end(JSON.stringify({ error: `The sandbox itself failed: ${String(error)}` }));
  }
}

/** Piece by piece, so that a body that breaks off reaches the client as far as it goes. */
async function send(response: Response, outgoing: ServerResponse): Promise<void> {
  for await (const piece of response.body ?? []) {
    await new Promise<void>((resolve, reject) => {
      outgoing.write(piece, (error) => (error ? reject(error) : resolve()));
    });
  }
  outgoing.end();
}

async function toRequest(incoming: IncomingMessage, signal: AbortSignal): Promise<Request> {
  const method = incoming.method ?? "GET";
  const headers = new Headers();
  for (const [name, values] of Object.entries(incoming.headersDistinct)) {
    for (const value of values ?? []) headers.append(name, value);
  }
  const url = `http://${incoming.headers.host ?? "sandbox.local"}${incoming.url ?? "/"}`;
  const mayHaveBody = method !== "GET" && method !== "HEAD";
  if (mayHaveBody && headers.get("content-type")?.startsWith("multipart/"))
    return upload(incoming, url, { method, headers, signal });
  const body = await buffer(incoming);
  const hasBody = mayHaveBody && body.byteLength > 0;
  return new Request(url, { method, headers, signal, ...(hasBody ? { body: new Uint8Array(body) } : {}) });
}

/** A form may hold a file of hundreds of megabytes: it is passed on as it comes. */
function upload(incoming: IncomingMessage, url: string, init: RequestInit): Request {
  const streamed = { ...init, body: Readable.toWeb(incoming) as ReadableStream, duplex: "half" };
  const request = new Request(url, streamed);
  // msw clones each request for its logs, and the copy that nobody reads would keep all of the body.
  Object.defineProperty(request, "clone", { value: () => request });
  return request;
}
