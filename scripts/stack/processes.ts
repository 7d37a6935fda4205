import { spawn, type ChildProcess } from "node:child_process";
import { createServer } from "node:net";
import { join, relative } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { beginLog } from "./log-file";

/** The root of the checkout: every script is started from there by npm. */
export const root = process.cwd();

/** A child process whose output goes to a log file. It ends when this process does, however that ends. */
export interface Part {
  readonly name: string;
  readonly pid: number;
  readonly exited: Promise<number | null>;
  /** What it has printed so far, or the last of it. */
  output(): string;
  /** Its last lines, for a person to read. */
  tail(): string;
  /** Asks it to end, insists after five seconds, and resolves when it is gone. */
  stop(): Promise<void>;
  /** Ends it at once, as a crash would. */
  kill(): void;
}

export interface PartOptions {
  name: string;
  /** Arguments to this very Node, script first. */
  args: readonly string[];
  log: string;
  cwd?: string;
  /** On top of this process's own; undefined hides a variable. */
  env?: Readonly<Record<string, string | undefined>>;
}

// The channel closes when the parent dies, even by SIGKILL, so no child is ever left behind.
const dieWithParent = moduleUrl('process.on("disconnect", () => process.kill(process.pid, "SIGTERM"))');

export function startPart({ name, args, log, cwd = root, env = {} }: PartOptions): Part {
  const write = beginLog(log);
  const child = spawn(process.execPath, ["--import", dieWithParent, ...args], {
    cwd,
    env: { ...process.env, ...env },
    // Not into the file itself: a process that cannot write what it has to say would die of that.
    stdio: ["ignore", "pipe", "pipe", "ipc"],
    // A process group of its own: Ctrl-C reaches us alone, and we end the children in order.
    detached: true,
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8").on("data", (text: string) => {
      output = (output + text).slice(-mostOutput);
      write(text);
    });
  }
  // What it said last is read first; what it has left behind may hold its output open.
  const closed = new Promise((resolve) => void child.once("close", resolve));
  const exited = exitOf(child).then(async (code) => {
    await Promise.race([closed, sleep(1_000, undefined, { ref: false })]);
    return code;
  });
  const part: Part = {
    name,
    pid: child.pid ?? -1,
    exited,
    output: () => output,
    tail: () =>
      `${withoutKeys(output).trimEnd().split("\n").slice(-tailLines).join("\n")}\n(${relative(root, log)})`,
    stop: () => stopChild(child),
    kill: () => void child.kill("SIGKILL"),
  };
  running.add(part);
  void part.exited.then(() => running.delete(part));
  return part;
}

/** Code as an import: without a character that a tool may mangle when it hands our flags on. */
function moduleUrl(code: string): string {
  return `data:text/javascript;base64,${Buffer.from(code).toString("base64")}`;
}

const tailLines = 20;

/** The database prints its keys when it starts. */
const withoutKeys = (output: string): string => output.replaceAll(/(sb_secret_)\S+/g, "$1…");

/** Characters: enough for a list of migrations, and for the reason of an end. */
const mostOutput = 200_000;
const running = new Set<Part>();

/** Stops every part this process has started, the youngest first. */
export async function stopParts(): Promise<void> {
  for (const part of [...running].toReversed()) await part.stop();
}

/** Resolves with the exit code, or null when a signal or a failed spawn ended it. */
export function exitOf(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve) => {
    child.once("exit", (code) => resolve(code));
    child.once("error", () => resolve(null));
  });
}

async function stopChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const exited = exitOf(child);
  child.kill("SIGTERM");
  const insist = setTimeout(() => child.kill("SIGKILL"), 5_000);
  await exited;
  clearTimeout(insist);
}

/** Resolves true once `ready` answers true, false if `ended` settles first or the time is over. */
export async function waitUntil(
  ready: () => boolean | Promise<boolean>,
  { ended, timeoutMs, everyMs = 50 }: { ended: Promise<unknown>; timeoutMs: number; everyMs?: number },
): Promise<boolean> {
  const until = Date.now() + timeoutMs;
  const gone = ended.then(() => "ended" as const);
  while (Date.now() < until) {
    if (await ready()) return true;
    if ((await Promise.race([sleep(everyMs), gone])) === "ended") return ready();
  }
  return false;
}

/** A loopback port nobody listens on at this moment. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      const port = typeof address === "object" && address !== null ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}

/** A file of an installed package, by path: so a command runs on this very Node and without a shell. */
export const installed = (path: string): string => join(root, "node_modules", path);
