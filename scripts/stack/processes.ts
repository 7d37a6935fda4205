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
  /** Asks it to end, after a while kills it with whatever it has started, and resolves when it is gone. */
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

// The channel closes when the parent dies, even by SIGKILL, so no child is ever left behind. Nobody reads what it says from
// then on: to fail at that, and to say so, would go round for ever.
const dieWithParent = moduleUrl(`
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});
  process.on("disconnect", () => {
    process.kill(process.pid, "SIGTERM");
    setTimeout(() => process.exit(1), 5_000).unref();
  });`);

export function startPart({ name, args, log, cwd = root, env = {} }: PartOptions): Part {
  const child = spawn(process.execPath, ["--import", dieWithParent, ...args], {
    cwd,
    env: { ...process.env, ...env },
    // Not into the file itself: a process that cannot write what it has to say would die of that.
    stdio: ["ignore", "pipe", "pipe", "ipc"],
    // A process group of its own: Ctrl-C reaches us alone, and we end the children in order.
    detached: true,
  });
  return partOf(child, name, log, 5_000);
}

/** What a program is told of our environment, in which the keys of `.env` are: others of its account can read that. */
export function programEnvironment(): NodeJS.ProcessEnv {
  const { NODE_ENV, PATH, LD_LIBRARY_PATH, DYLD_LIBRARY_PATH } = process.env;
  // Without a locale PostgreSQL does not start on macOS.
  return { NODE_ENV, PATH, LD_LIBRARY_PATH, DYLD_LIBRARY_PATH, LC_ALL: "C", TZ: "UTC" };
}

// The shell asks the program to end when its own input closes: that happens even if this process is killed. It asks again,
// as a program that has just begun may not listen yet.
const guard = `exec 3<&0; signal=$1; shift
trap 'kill -$signal $pid' TERM
"$@" </dev/null & pid=$!
(cat <&3; for n in 1 2 3 4 5; do kill -$signal $pid || exit; sleep 1; done) >/dev/null 2>&1 &
while wait $pid; code=$?; kill -0 $pid 2>/dev/null; do :; done; exit $code`;

export interface ProgramOptions extends Omit<PartOptions, "env"> {
  /** Whom it runs as, if not ourselves. */
  account?: { uid: number; gid: number } | undefined;
  /** What asks it to end. */
  signal?: "INT" | "QUIT" | "KILL" | undefined;
  /** Milliseconds until it is killed where it was asked and has not ended. */
  patienceMs?: number;
}

/** The same of a program that is not Node's. */
export function startProgram({
  name,
  args,
  log,
  cwd = root,
  account,
  signal = "INT",
  patienceMs = 35_000,
}: ProgramOptions): Part {
  const child = spawn("/bin/sh", ["-c", guard, "sh", signal, ...args], {
    ...account,
    cwd,
    env: programEnvironment(),
    stdio: ["pipe", "pipe", "pipe"],
    detached: true,
  });
  return partOf(child, name, log, patienceMs);
}

/** A child as a part, that is killed where it has not ended so many milliseconds after it was asked to. */
function partOf(child: ChildProcess, name: string, log: string, patienceMs: number): Part {
  const write = beginLog(log);
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
    stop: () => stopChild(child, patienceMs),
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

async function stopChild(child: ChildProcess, patienceMs: number): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const exited = exitOf(child);
  if (child.stdin) child.stdin.end();
  else child.kill("SIGTERM");
  const { pid } = child;
  // All of its group: what a shell guards would outlive it.
  const insist = setTimeout(() => {
    try {
      process.kill(-pid, "SIGKILL");
    } catch {
      child.kill("SIGKILL");
    }
  }, patienceMs);
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

/** So many loopback ports that nobody listens on at this moment: each another one, and none of `taken`. */
export async function freePorts(count: number, taken: readonly number[] = []): Promise<number[]> {
  // All are held until the last is known: one that was let go may be given again.
  const held = await Promise.all(Array.from({ length: count + taken.length }, holdPort));
  await Promise.all(held.map(({ letGo }) => letGo()));
  return held.flatMap(({ port }) => (taken.includes(port) ? [] : [port])).slice(0, count);
}

/** One of them. */
export async function freePort(taken: readonly number[] = []): Promise<number> {
  const [port = 0] = await freePorts(1, taken);
  return port;
}

function holdPort(): Promise<{ port: number; letGo: () => Promise<unknown> }> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      const port = typeof address === "object" && address !== null ? address.port : 0;
      resolve({ port, letGo: () => new Promise((closed) => void server.close(closed)) });
    });
  });
}

/** A file of an installed package, by path: so a command runs on this very Node and without a shell. */
export const installed = (path: string): string => join(root, "node_modules", path);
