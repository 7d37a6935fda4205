import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { PostgresFiles } from "./postgres-files";
import { freePort, startProgram, waitUntil, type Part, type ProgramOptions } from "./processes";

export interface PostgresRun extends Pick<ProgramOptions, "log" | "signal"> {
  files: PostgresFiles;
  /** Its data are in `data` there. */
  dir: string;
  /** Settings, as `name=value`. */
  settings: readonly string[];
  /** Where it is to listen; at a free port if unset, at none of `taken`. */
  port?: number;
  taken?: readonly number[];
}

/** How long the one before may take to end, in milliseconds. */
const patienceMs = 10_000;

// Somebody else took the port; or the one before still ends, or those that it had forked, who hold its memory until they
// find out that it is gone.
const passing = /Address already in use|lock file ".*" already exists|is still in use/;

/** Runs PostgreSQL on loopback; resolves once it answers, and with its port. Throws with what it said. */
export async function runPostgres(run: PostgresRun): Promise<{ part: Part; port: number }> {
  const { files, dir, log, signal, taken } = run;
  const settings = [
    "listen_addresses=127.0.0.1",
    "unix_socket_directories=",
    "timezone=UTC",
    ...run.settings,
  ];
  forgetAnother(dir);
  for (const until = Date.now() + patienceMs; ;) {
    const port = run.port ?? (await freePort(taken));
    const where = ["-D", join(dir, "data"), "-p", String(port)];
    const args = [join(files.bin, "postgres"), ...where, ...settings.flatMap((setting) => ["-c", setting])];
    const part = startProgram({ name: "postgres", args, log, cwd: dir, account: files.account, signal });
    const answers = () => part.output().includes("ready to accept connections");
    if (await waitUntil(answers, { ended: part.exited, timeoutMs: 60_000, everyMs: 10 }))
      return { part, port };
    await part.stop();
    if (Date.now() > until || !passing.test(part.output()))
      throw new Error(`PostgreSQL did not start.\n${part.tail()}`);
    await sleep(100);
  }
}

/** The process id of the PostgreSQL that runs on the data in `dir`, or ends there; `null` where none does. */
export function livingPostgres(dir: string): number | null {
  try {
    const pid = noted(dir);
    process.kill(pid, 0);
    return isAnother(pid) ? null : pid;
  } catch {
    return null;
  }
}

const noteIn = (dir: string): string => join(dir, "data", "postmaster.pid");

/** The id that PostgreSQL has left there. Throws where there is none. */
function noted(dir: string): number {
  return Number.parseInt(readFileSync(noteIn(dir), "utf8"), 10);
}

/** PostgreSQL would take whoever has its old id after a restart of the machine for itself. */
function forgetAnother(dir: string): void {
  try {
    if (isAnother(noted(dir))) rmSync(noteIn(dir));
  } catch {
    // It has left none.
  }
}

/** Whether the system knows this process, and that it is none of PostgreSQL's: ids are given again after a restart. */
function isAnother(pid: number): boolean {
  try {
    return !readFileSync(`/proc/${pid}/cmdline`, "utf8").includes("postgres");
  } catch {
    return false;
  }
}
