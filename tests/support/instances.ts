import { spawn, type ChildProcess } from "node:child_process";
import { exitOf, root, waitUntil } from "@/scripts/stack/processes";
import { bundle } from "./bundle";

/** What an instance says of itself. `at` in milliseconds since 1970. */
export type Report =
  | { type: "listening"; port: number }
  | { type: "begun"; piece: number; at: number }
  | { type: "ended"; piece: number; error: string | null };

/** A check or a webhook that threw. */
export interface Failure {
  begunAt: number;
  endedAt: number;
  error: string;
}

/** The app as processes of its own, as many as a platform would run side by side. */
export interface Instances {
  /** Where one of those that live answers, each in turn. */
  next(): string | undefined;
  /** Starts so many; resolves once they answer. */
  start(count: number): Promise<void>;
  /** Kills all of them (SIGKILL); resolves with the moment, in milliseconds since 1970, once they are gone. */
  kill(): Promise<number>;
  /** Resolves once all that is under way now has ended. */
  settled(): Promise<void>;
  /** What threw so far. */
  readonly failures: readonly Failure[];
  /** What they printed, and how any of them ended that was not killed. */
  readonly complaints: readonly string[];
}

interface Instance {
  child: ChildProcess;
  url: string | undefined;
  exited: Promise<unknown>;
  /** When the pieces of work that are under way were begun. */
  underWay: Map<number, number>;
}

export async function prepareInstances(env: () => Record<string, string>): Promise<Instances> {
  const code = await bundle("tests/crash/instance.ts");
  const failures: Failure[] = [];
  const complaints: string[] = [];
  let living: Instance[] = [];
  let turn = 0;

  function spawnOne(): Instance {
    const child = spawn(process.execPath, ["--input-type=module", "-"], {
      cwd: root,
      env: { ...process.env, ...env() },
      stdio: ["pipe", "pipe", "pipe", "ipc"],
    });
    child.stdin?.end(code);
    const instance: Instance = { child, url: undefined, exited: exitOf(child), underWay: new Map() };
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on("data", (words: Buffer) => complaints.push(words.toString()));
    }
    child.on("message", (report: Report) => listen(instance, report));
    child.once("exit", (code, signal) => {
      if (signal !== "SIGKILL") complaints.push(`an instance ended by itself: ${code ?? signal}`);
    });
    return instance;
  }

  function listen(instance: Instance, report: Report): void {
    switch (report.type) {
      case "listening":
        instance.url = `http://127.0.0.1:${report.port}`;
        return;
      case "begun":
        instance.underWay.set(report.piece, report.at);
        return;
      case "ended": {
        const begunAt = instance.underWay.get(report.piece) ?? 0;
        instance.underWay.delete(report.piece);
        if (report.error !== null) failures.push({ begunAt, endedAt: Date.now(), error: report.error });
      }
    }
  }

  return {
    failures,
    complaints,
    next: () => living[turn++ % living.length]?.url,
    async start(count) {
      const started = Array.from({ length: count }, spawnOne);
      living = started;
      const ended = Promise.race(started.map(({ exited }) => exited));
      const answers = await waitUntil(() => started.every(({ url }) => url !== undefined), {
        ended,
        timeoutMs: 30_000,
        everyMs: 5,
      });
      if (!answers) throw new Error(`The instances did not start.\n${complaints.join("")}`);
    },
    async kill() {
      const killed = living;
      living = [];
      const at = Date.now();
      for (const { child } of killed) child.kill("SIGKILL");
      await Promise.all(killed.map(({ exited }) => exited));
      return at;
    },
    async settled() {
      const then = living.map(({ underWay }) => ({ underWay, pieces: [...underWay.keys()] }));
      const isOver = () => then.every(({ underWay, pieces }) => !pieces.some((piece) => underWay.has(piece)));
      if (!(await waitUntil(isOver, { ended: new Promise(() => undefined), timeoutMs: 60_000 })))
        throw new Error("What was under way never ended.");
    },
  };
}
