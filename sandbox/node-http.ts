import type { IncomingMessage, ServerResponse } from "node:http";
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
  const body = await buffer(incoming);
  const hasBody = method !== "GET" && method !== "HEAD" && body.byteLength > 0;
  return new Request(url, { method, headers, signal, ...(hasBody ? { body: new Uint8Array(body) } : {}) });
}
