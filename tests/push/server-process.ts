import { spawn, type ChildProcess } from "node:child_process";
import { exitOf, freePorts, root } from "@/scripts/stack/processes";
import { bundle } from "../support/bundle";

/** A server as a process of its own, always at the same address, for a test to end in either way and to start again. */
export interface ServerProcess {
  readonly port: number;
  /** Resolves once it listens. */
  start(): Promise<void>;
  /** As a crash would (SIGKILL). */
  kill(): Promise<void>;
  /** As a deploy does (SIGTERM): how it ended, and how long that took. */
  stop(): Promise<{ code: number | null; tookMs: number }>;
  /** What it printed. */
  readonly complaints: readonly string[];
}

/** Prepares so many of a script, which says `listening` to its parent once it does so on PORT. */
export async function prepareServers(script: string, count: number): Promise<ServerProcess[]> {
  const code = await bundle(script);
  return (await freePorts(count)).map((port) => serverOf(script, code, port));
}

function serverOf(script: string, code: string, port: number): ServerProcess {
  const complaints: string[] = [];
  let child: ChildProcess | undefined;

  async function end(signal: "SIGKILL" | "SIGTERM"): Promise<number | null> {
    if (!child || child.exitCode !== null || child.signalCode !== null) return null;
    const exited = exitOf(child);
    child.kill(signal);
    return exited;
  }
  return {
    port,
    complaints,
    async start() {
      const started = spawn(process.execPath, ["--input-type=module", "-"], {
        cwd: root,
        env: { ...process.env, PORT: String(port) },
        stdio: ["pipe", "pipe", "pipe", "ipc"],
      });
      child = started;
      started.stdin?.end(code);
      for (const stream of [started.stdout, started.stderr]) {
        stream?.on("data", (words: Buffer) => complaints.push(words.toString()));
      }
      const listening = new Promise<true>((resolve) => started.once("message", () => resolve(true)));
      if ((await Promise.race([listening, exitOf(started)])) !== true)
        throw new Error(`${script} did not start.\n${complaints.join("")}`);
    },
    async kill() {
      await end("SIGKILL");
    },
    async stop() {
      const startedAt = performance.now();
      const exitCode = await end("SIGTERM");
      return { code: exitCode, tookMs: performance.now() - startedAt };
    },
  };
}
