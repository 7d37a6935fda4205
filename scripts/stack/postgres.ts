import { existsSync } from "node:fs";
import { join } from "node:path";
import { liteDataDir } from "./lite";
import { passwordOf, type Keys } from "./keys";
import { canRunPostgres, findPostgres, initialise } from "./postgres-files";
import { livingPostgres, runPostgres } from "./postgres-server";
import { waitUntil, type Part } from "./processes";
import { logFile, type Settings } from "./settings";

/** PostgreSQL of npm's, on a port of its own, with its data in `DATA_DIR/postgres`. */
export interface Postgres {
  part: Part;
  /** Connection string, password and all: never to be logged. */
  url: string;
}

const user = "postgres";

const postgresDir = ({ dataDir }: Pick<Settings, "dataDir">): string => join(dataDir, "postgres");

/**
 * Whether this stack keeps its data in npm's PostgreSQL: where they lie there already or, for new ones, where that can run.
 * What lies in the embedded one stays there.
 */
export function usesPostgres(settings: Pick<Settings, "dataDir">): boolean {
  if (hasEmbeddedData(settings)) return false;
  return hasPostgresData(settings) || canRunPostgres(postgresDir(settings));
}

/** Whether it is for its data alone that a stack keeps them in the embedded one. */
export function canMove(settings: Pick<Settings, "dataDir">): boolean {
  return hasEmbeddedData(settings) && canRunPostgres(postgresDir(settings));
}

function hasEmbeddedData({ dataDir }: Pick<Settings, "dataDir">): boolean {
  return existsSync(join(dataDir, liteDataDir, "data"));
}

/** Whether there are data already. */
export function hasPostgresData(settings: Pick<Settings, "dataDir">): boolean {
  return existsSync(join(postgresDir(settings), "data", "PG_VERSION"));
}

/** Starts it, with an empty cluster where there is none yet; resolves when it answers. Throws with what it said. */
export async function startPostgres(settings: Settings, keys: Keys): Promise<Postgres> {
  const dir = postgresDir(settings);
  const files = findPostgres(dir);
  const password = passwordOf(user, keys);
  initialise(files, dir, user, password);
  const { part, port } = await runPostgres({
    files,
    dir,
    log: logFile(settings, "postgres"),
    // Those are for parts that may not listen yet.
    taken: [settings.port, settings.supabasePort, settings.sandboxPort, settings.gatewayPort],
    settings: [
      // A statement that fails may have somebody's words in it.
      "log_min_error_statement=panic",
      "log_error_verbosity=terse",
      "max_connections=50",
    ],
  });
  return { part, url: `postgres://${user}:${password}@127.0.0.1:${port}/postgres` };
}

/** Waits, as long as it may take to end, for one that still runs on these data. Throws one sentence if it goes on. */
export async function requireNoPostgres(settings: Pick<Settings, "dataDir">): Promise<void> {
  const dir = postgresDir(settings);
  const pid = livingPostgres(dir);
  if (pid === null) return;
  console.log(`PostgreSQL still ends there (process ${pid}): waiting for it.`);
  const never = new Promise(() => undefined);
  if (await waitUntil(() => livingPostgres(dir) === null, { ended: never, timeoutMs: 10_000 })) return;
  throw new Error(`PostgreSQL runs on this DATA_DIR: stop it first (process ${pid}).`);
}
