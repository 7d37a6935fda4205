import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort, startProgram, waitUntil, type Part } from "@/scripts/stack/processes";

/** A Redis of a test's own, without a disk: it knows nothing of what was before its start. */
export interface RedisServer {
  readonly url: string;
  readonly pid: number;
  /** Ends it with SIGKILL, as a crash would. */
  kill(): Promise<void>;
  /** Starts it again where it was killed, on the same port. */
  restart(): Promise<void>;
  /** Stops it (SIGSTOP): it accepts, and says nothing. */
  freeze(): void;
  thaw(): void;
  stop(): Promise<void>;
}

const password = "redis-of-the-tests";

const { error } = spawnSync("redis-server", ["--version"]);

/** Whether there is a `redis-server` on the `PATH`. */
export const isRedisThere = error === undefined;

/** Starts one in about 50 ms. */
export async function startRedis(tries = 3): Promise<RedisServer> {
  const port = await freePort();
  const dir = mkdtempSync(join(tmpdir(), "darkroom-redis-"));
  let running: Running;
  try {
    running = await serve(port, dir);
  } catch (error) {
    rmSync(dir, { recursive: true, force: true });
    // Between finding a free port and listening on it, somebody else may have taken it.
    if (tries > 1 && String(error).includes("Address already in use")) return startRedis(tries - 1);
    throw error;
  }
  const send = (signal: NodeJS.Signals): void => void process.kill(running.pid, signal);
  return {
    url: `redis://:${password}@127.0.0.1:${port}`,
    get pid() {
      return running.pid;
    },
    async kill() {
      send("SIGKILL");
      await running.part.exited;
    },
    async restart() {
      running = await serve(port, dir);
    },
    freeze: () => send("SIGSTOP"),
    thaw: () => send("SIGCONT"),
    async stop() {
      await running.part.stop();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

interface Running {
  pid: number;
  part: Part;
}

async function serve(port: number, dir: string): Promise<Running> {
  const settings = ["--port", `${port}`, "--bind", "127.0.0.1", "--dir", dir, "--requirepass", password];
  const args = ["redis-server", ...settings, "--save", "", "--appendonly", "no"];
  const part = startProgram({ name: "redis", args, log: join(dir, "redis.log"), signal: "KILL" });
  const accepts = () => part.output().includes("Ready to accept connections");
  if (!(await waitUntil(accepts, { ended: part.exited, timeoutMs: 20_000, everyMs: 5 })))
    throw new Error(`Redis did not start.\n${part.tail()}`);
  return { pid: Number(/, pid=(\d+),/.exec(part.output())?.[1]), part };
}
