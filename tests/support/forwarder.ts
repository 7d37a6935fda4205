import { join } from "node:path";
import { freePort, startPart, waitUntil, type Part } from "@/scripts/stack/processes";

/** A process of its own that hands on what comes to `url`, for a test to stop (SIGSTOP): connections to it then only hang. */
export interface Forwarder {
  readonly url: string;
  readonly part: Part;
}

export async function startForwarder(dir: string, to: number): Promise<Forwarder> {
  const from = await freePort();
  const code = `
    const { connect, createServer } = require("node:net");
    createServer((one) => {
      const other = connect(${to}, "127.0.0.1");
      for (const [a, b] of [[one, other], [other, one]]) {
        a.pipe(b);
        a.on("error", () => b.destroy());
      }
    }).listen(${from}, "127.0.0.1", () => console.log("ready"));`;
  const part = startPart({ name: "forwarder", args: ["-e", code], log: join(dir, "forwarder.log") });
  const ready = await waitUntil(() => part.output().includes("ready"), {
    ended: part.exited,
    timeoutMs: 10_000,
  });
  if (!ready) throw new Error(`The forwarder did not start.\n${part.tail()}`);
  return { url: `http://127.0.0.1:${from}`, part };
}
