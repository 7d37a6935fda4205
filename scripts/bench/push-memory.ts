import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { WebSocketServer } from "ws";
import { startGateway } from "@/lib/push/gateway/gateway";

/** One process that is measured: `bare` = ws alone, `untold` = the gateway without the tail, `told` = all of it. */
const [what = "told"] = process.argv.slice(2);

async function start(): Promise<number> {
  if (what === "bare") {
    const server = createServer();
    const sockets = new WebSocketServer({
      noServer: true,
      perMessageDeflate: false,
      handleProtocols: () => "darkroom",
    });
    server.on("upgrade", (request, socket, head) =>
      sockets.handleUpgrade(request, socket, head, () => undefined),
    );
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return (server.address() as AddressInfo).port;
  }
  let clients = 0;
  const identify = async () => {
    const userId = `00000000-0000-4000-8000-${String(Math.floor(clients++ / 20)).padStart(12, "0")}`;
    return { userId, sessionId: null, endsAt: new Date(Date.now() + 3_600_000) };
  };
  const untold = { stop: () => undefined, position: () => "" };
  const listen: NonNullable<Parameters<typeof startGateway>[0]["listen"]> = async (listener) => {
    setImmediate(() => listener.ready("a cursor"));
    return untold;
  };
  const options = { port: 0, host: "127.0.0.1", identify, ...(what === "untold" && { listen }) };
  return (await startGateway(options)).port;
}

/** After what is no longer needed is gone. */
function memory(): { heap: number; rss: number } {
  for (let round = 0; round < 4; round++) globalThis.gc?.();
  const { heapUsed, rss } = process.memoryUsage();
  return { heap: heapUsed, rss };
}

void start().then((port) => process.send?.({ port }));
process.on("message", () => process.send?.(memory()));
