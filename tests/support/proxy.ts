import { createServer, request, type IncomingMessage } from "node:http";

/**
 * What a crash test may do with a call on its way. A hook that never settles holds the call; one that answers
 * "destroy" tears the connection, as a killed process or a dead network would.
 */
export interface ProxyHooks {
  /** Once the first bytes of its body have come, before the rest. */
  onBody?(call: Pick<ProxiedCall, "method" | "path">): Verdict;
  /** Before the target has heard of it. */
  onRequest?(call: ProxiedCall): Promise<Verdict> | Verdict;
  /** After the target has done it, before the caller learns of it. */
  onResponse?(call: ProxiedCall, status: number): Promise<Verdict> | Verdict;
  /** Once the answer has been handed on in full. */
  onHandedOn?(call: ProxiedCall): void;
}

export type Verdict = "pass" | "destroy" | undefined | void;

export interface ProxiedCall {
  method: string;
  /** Path and query, as the target sees them. */
  path: string;
  headers: IncomingMessage["headers"];
  body: Buffer;
}

export interface Proxy {
  readonly url: string;
  close(): Promise<void>;
}

/**
 * A loopback proxy in front of `target` (origin and an optional path prefix), which may be another for each call; where
 * there is none, or it does not answer, the connection is torn.
 */
export async function startProxy(
  target: string | ((path: string) => string | undefined),
  hooks: ProxyHooks,
): Promise<Proxy> {
  const server = createServer((incoming, outgoing) => {
    const { socket } = incoming;
    const torn = (): void => void socket.destroy();

    async function relay(): Promise<void> {
      const { method = "GET", url: asked = "/", headers } = incoming;
      const body = await readAll(incoming, () => {
        if (hooks.onBody?.({ method, path: asked }) === "destroy") throw new Error("torn in its middle");
      });
      const to = typeof target === "string" ? target : target(asked);
      if (to === undefined) return torn();
      const base = new URL(to);
      const path = base.pathname.replace(/\/$/, "") + asked;
      const call: ProxiedCall = { method, path, headers, body };
      if ((await hooks.onRequest?.(call)) === "destroy") return torn();
      const answer = await forward(base, call);
      if ((await hooks.onResponse?.(call, answer.status)) === "destroy") return torn();
      outgoing.once("finish", () => hooks.onHandedOn?.(call));
      outgoing.writeHead(answer.status, answer.headers).end(answer.body);
    }

    relay().catch(torn);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new Error("The proxy has no address.");
  return {
    url: `http://127.0.0.1:${address.port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

interface Answer {
  status: number;
  headers: IncomingMessage["headers"];
  body: Buffer;
}

function forward(base: URL, { method, path, headers, body }: ProxiedCall): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const { "transfer-encoding": _chunked, ...kept } = headers;
    const options = { ...kept, host: base.host, "content-length": String(body.length), connection: "close" };
    const call = request(
      { host: base.hostname, port: base.port, method, path, headers: options },
      (response) => {
        const { "transfer-encoding": _, connection: __, ...rest } = response.headers;
        readAll(response).then(
          (answer) => resolve({ status: response.statusCode ?? 502, headers: rest, body: answer }),
          reject,
        );
      },
    );
    call.once("error", reject);
    call.end(body);
  });
}

async function readAll(stream: IncomingMessage, onBegun?: () => void): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) if (chunks.push(chunk as Buffer) === 1) onBegun?.();
  return Buffer.concat(chunks);
}
