import { createServer, request, type IncomingMessage, type ServerResponse } from "node:http";

/** What stands between browsers and an app, and hands everything on as it comes: streams too, which it counts and cuts. */
export interface Door {
  readonly url: string;
  /** The address of every stream that was asked for, oldest first. */
  readonly asked: string[];
  /** What came over streams, all of them one after the other. */
  readonly heard: () => string;
  /** How many are open. */
  readonly open: () => number;
  /** Cuts all streams; `shut` refuses new ones until they may come again. */
  cut: (shut: boolean) => void;
  close: () => Promise<void>;
}

const isStream = (path: string) => path.startsWith("/api/jobs/stream");

export async function openDoor(target: string): Promise<Door> {
  const { hostname, port } = new URL(target);
  const streams = new Set<ServerResponse>();
  const asked: string[] = [];
  let heard = "";
  let isShut = false;

  function handOn(incoming: IncomingMessage, outgoing: ServerResponse): void {
    const { method, url: path = "/", headers } = incoming;
    if (isStream(path) && isShut) return void outgoing.destroy();
    const call = request({ hostname, port, method, path, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
      answer.once("error", () => outgoing.destroy());
      if (!isStream(path)) return;
      streams.add(outgoing);
      answer.on("data", (chunk: Buffer) => (heard += chunk.toString()));
    });
    if (isStream(path)) asked.push(path);
    call.once("error", () => outgoing.destroy());
    outgoing.once("close", () => {
      streams.delete(outgoing);
      call.destroy();
    });
    incoming.pipe(call);
  }

  const server = createServer(handOn);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new Error("The door has no address.");
  return {
    url: `http://127.0.0.1:${address.port}`,
    asked,
    heard: () => heard,
    open: () => streams.size,
    cut: (shut) => {
      isShut = shut;
      for (const stream of streams) stream.destroy();
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
