import { createServer, type IncomingMessage } from "node:http";
import { buffer } from "node:stream/consumers";
import { Webhook } from "standardwebhooks";
import { afterAll } from "vitest";

/** A message that came, as it came. */
export interface Received {
  path: string;
  id: string;
  headers: Record<string, string>;
  body: string;
  /** What it says. */
  message: { id: string; type: string; timestamp: string; data: { job?: Record<string, unknown> } };
}

/** How a message is answered; `null` tears the connection, a promise holds it. */
type Reply = { status: number; headers?: Record<string, string>; body?: string } | null;

/** Somebody's own server that is told of jobs, on this machine. */
export interface Receiver {
  /** Without a slash at its end; every path below it is one receiver. */
  readonly url: string;
  readonly received: Received[];
  /** How it answers from now on: 200, unless told otherwise. */
  answer: (received: Received) => Reply | Promise<Reply>;
  /** The messages that came to this path, oldest first. */
  at(path: string): Received[];
}

/** Starts one, until the file's tests are over. Call it before anything reads the environment, with `LOCAL_RECEIVERS`. */
export async function startReceiver(): Promise<Receiver> {
  const receiver: Omit<Receiver, "url"> = {
    received: [],
    answer: () => ({ status: 200 }),
    at: (path) => receiver.received.filter((each) => each.path === path),
  };
  const server = createServer((request, response) => {
    const take = async (): Promise<void> => {
      const received = await read(request);
      receiver.received.push(received);
      const reply = await receiver.answer(received);
      if (!reply) return void request.socket.destroy();
      response.writeHead(reply.status, reply.headers).end(reply.body ?? "taken");
    };
    take().catch(() => request.socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new Error("The receiver has no address.");
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  return Object.assign(receiver, { url: `http://127.0.0.1:${address.port}` });
}

async function read(request: IncomingMessage): Promise<Received> {
  const body = (await buffer(request)).toString();
  const headers = request.headers as Record<string, string>;
  const message = JSON.parse(body) as Received["message"];
  return { path: request.url ?? "", id: headers["webhook-id"] ?? "", headers, body, message };
}

/** Whether a receiver that has this secret takes the message. */
export function isProven({ body, headers }: Received, secret: string): boolean {
  try {
    new Webhook(secret).verify(body, headers);
    return true;
  } catch {
    return false;
  }
}
