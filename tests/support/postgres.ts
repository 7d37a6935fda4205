import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findPostgres, initialise, isReachable, type PostgresFiles } from "@/scripts/stack/postgres-files";
import { livingPostgres, runPostgres } from "@/scripts/stack/postgres-server";

/** A real PostgreSQL of our own, made for one run and thrown away after it. */
export interface PostgresServer {
  /** Connection string of a database on it. */
  url(database: string): string;
  /** Ends it with SIGKILL, as a crash would: what was committed is on its disk. With SIGINT it cuts all off, and ends in order. */
  kill(signal?: "SIGKILL" | "SIGINT"): Promise<void>;
  /** Starts it again where it was killed; it recovers, and answers on the same port. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

const password = "postgres";

/** Starts PostgreSQL from npm's binaries in a temporary directory, in about half a second. */
export async function startPostgres(superuser = "postgres"): Promise<PostgresServer> {
  const dir = mkdtempSync(join(isReachable(tmpdir()) ? tmpdir() : "/tmp", "darkroom-postgres-"));
  try {
    const files = findPostgres(dir);
    initialise(files, dir, superuser, password);
    return await serve(files, dir, superuser);
  } catch (error) {
    rmSync(dir, { recursive: true, force: true });
    throw error;
  }
}

// Data that lives for one run outlasts the server's process, but need not outlast the machine.
const settings = ["fsync=off", "full_page_writes=off", "max_connections=200"];

async function serve(files: PostgresFiles, dir: string, superuser: string): Promise<PostgresServer> {
  const run = { files, dir, settings, log: join(dir, "postgres.log"), signal: "QUIT" } as const;
  const first = await runPostgres(run);
  const { port } = first;
  let { part } = first;
  return {
    url: (database) => `postgres://${superuser}:${password}@127.0.0.1:${port}/${database}`,
    async kill(signal = "SIGKILL") {
      process.kill(livingPostgres(dir) ?? Number.NaN, signal);
      await part.exited;
    },
    async restart() {
      ({ part } = await runPostgres({ ...run, port }));
    },
    async stop() {
      await part.stop();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
