import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createSandbox, type Sandbox, type SandboxOptions } from "./create-sandbox";
import { answer } from "./node-http";
import { keepDelivering } from "./keep-delivering";

export interface SandboxServerOptions extends SandboxOptions {
  /** 0 takes any free port. */
  port: number;
  /** Default `127.0.0.1`. */
  host?: string;
}

export interface SandboxServer {
  /** Without a slash at the end, such as `http://127.0.0.1:54400`. */
  url: string;
  sandbox: Sandbox;
  /** Drops open connections and timers; resolves when the port is free. */
  close: () => Promise<void>;
}

/** The sandbox behind HTTP, with its own timers for callbacks; images of a create are fetched unless told otherwise. */
export async function startSandboxServer({
  port,
  host,
  ...options
}: SandboxServerOptions): Promise<SandboxServer> {
  const address = host ?? "127.0.0.1";
  const sandbox = createSandbox({ fetchImages: true, ...options });
  const delivery = keepDelivering(sandbox);
  const server = createServer((incoming, outgoing) => {
    void answer(sandbox.handle, incoming, outgoing).finally(() => delivery.rearm());
  });
  // A call that begins as we close an idle connection is cut off: real providers' edges keep them for longer than clients do.
  server.keepAliveTimeout = 0;
  await listen(server, port, address);
  const { port: actual } = server.address() as AddressInfo;
  const close = () => {
    delivery.stop();
    return new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  };
  return { url: `http://${address}:${actual}`, sandbox, close };
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => resolve());
  });
}
