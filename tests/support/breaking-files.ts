import { createServer } from "node:http";
import { buffer } from "node:stream/consumers";

/** How one download of a file of results goes. */
export interface Weather {
  /** Which part of what is asked for comes, from 0 to 1. */
  share: number;
  /** What is not all there ends like a whole one, and does not say how long it was to be. */
  endsCleanly: boolean;
  /** What is asked for from a byte on comes from there on; else the whole file comes. */
  honoursRange: boolean;
}

/**
 * Stands before OpenAI: everything is passed on, but the content of files comes as the weather has it, one after the
 * other; once there is no more of it, whole.
 */
export async function startBreakingFiles(target: string) {
  const weather: Weather[] = [];
  const files = new Map<string, Buffer>();

  async function contentOf(url: string, headers: Record<string, string>): Promise<Buffer> {
    const known = files.get(url);
    if (known) return known;
    const answer = await fetch(`${target}${url}`, { headers });
    const bytes = Buffer.from(await answer.arrayBuffer());
    if (answer.ok) files.set(url, bytes);
    return bytes;
  }

  const server = createServer((incoming, outgoing) => {
    const { method = "GET", url = "/", headers } = incoming;
    const passed = {
      authorization: headers.authorization ?? "",
      "content-type": headers["content-type"] ?? "",
    };
    const torn = () => void outgoing.destroy();

    async function passOn(): Promise<void> {
      const body = method === "POST" ? await buffer(incoming) : null;
      const answer = await fetch(`${target}${url}`, { method, headers: passed, body });
      const type = answer.headers.get("content-type") ?? "application/json";
      outgoing.writeHead(answer.status, { "content-type": type });
      outgoing.end(Buffer.from(await answer.arrayBuffer()));
    }

    async function giveOut(): Promise<void> {
      const file = await contentOf(url, passed);
      const { share, endsCleanly, honoursRange } = weather.shift() ?? whole;
      const asked = Number(/^bytes=(\d+)-$/.exec(headers.range ?? "")?.[1] ?? 0);
      const from = honoursRange ? Math.min(asked, file.length) : 0;
      const part = file.subarray(from, from + Math.floor(share * (file.length - from)));
      const isRange = honoursRange && headers.range !== undefined;
      outgoing.writeHead(isRange ? 206 : 200, {
        "content-type": "application/octet-stream",
        ...(!endsCleanly && { "content-length": file.length - from }),
        ...(isRange && { "content-range": `bytes ${from}-${file.length - 1}/${file.length}` }),
      });
      if (endsCleanly || share === 1) return void outgoing.end(part);
      outgoing.write(part, () => setImmediate(torn));
    }

    (/\/files\/[^/]+\/content$/.test(url) ? giveOut() : passOn()).catch(torn);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new Error("The door has no address.");
  return {
    url: `http://127.0.0.1:${address.port}`,
    /** What is to come, first to last. */
    weather,
    close: () => server.close().closeAllConnections(),
  };
}

const whole: Weather = { share: 1, endsCleanly: false, honoursRange: true };
