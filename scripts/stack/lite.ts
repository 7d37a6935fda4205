import { cpSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { pathToFileURL } from "node:url";
import { stripVTControlCharacters } from "node:util";
import { installed, root, startPart, waitUntil, type Part } from "./processes";

/** Supabase's own local server: what it serves, where, and with which keys. */
export interface LiteProject {
  /** Its directory: generated configuration, copied migrations, and stored files end there. */
  dir: string;
  port: number;
  /**
   * Embedded Postgres in `dir`, or the URL of a real server, on which it is new or was served before; its own data may lie
   * on the disk of `dir` too.
   */
  database:
    | { driver: "pglite" }
    | { driver: "postgres"; url: string; isKnown?: boolean; sharesDisk?: boolean };
  publishableKey: string;
  secretKey: string;
  /** At least 32 bytes. */
  jwtSecret: string;
  /** Another module to load into the server's process, as a URL. */
  preload?: string;
  /** Where its migrations lie, if not in this checkout. */
  migrations?: string;
}

/** Where Supabase Lite keeps the embedded database and the stored files, inside a project's `dir`. */
export const liteDataDir = join("supabase", ".temp");

/**
 * Writes the project's configuration and brings its database to the newest migration. Throws one sentence for an
 * embedded database that other migrations than these have made.
 */
export async function migrate(project: LiteProject, log: string): Promise<void> {
  writeProject(project);
  if (isKnown(project)) {
    const listed = await finish(project, ["migration", "list"], log);
    const [foreign] = versions(listed, "orphan");
    if (foreign !== undefined) throw new Error(madeByAnother(project, foreign));
    if (versions(listed, "pending").length === 0) return;
  }
  await finish(project, ["migration", "up"], log);
}

function isKnown({ dir, database }: LiteProject): boolean {
  return database.driver === "pglite"
    ? existsSync(join(dir, liteDataDir, "data"))
    : database.isKnown === true;
}

/** Runs a command of Supabase Lite to its end; what it printed. */
async function finish(project: LiteProject, command: readonly string[], log: string): Promise<string> {
  const part = runLite(project, command, log);
  if ((await part.exited) === 0) return part.output();
  const notices = /^\{[^]*?^\}\n/gm;
  throw new Error(`The migrations did not apply.\n${part.output().replaceAll(notices, "").trim()}`);
}

/** The versions that `migration list` shows in this state; an orphan is one that is applied and has no file. */
function versions(listed: string, state: "pending" | "orphan"): string[] {
  const line = new RegExp(`\\[${state}\\]\\s+(\\d+)`, "g");
  return [...stripVTControlCharacters(listed).matchAll(line)].map(([, version = ""]) => version);
}

function madeByAnother(project: LiteProject, foreign: string): string {
  const newest = readdirSync(migrationsOf(project)).toSorted().at(-1) ?? "";
  const age = foreign < newest ? "an earlier" : "a later";
  const dir = relative("", project.dir) || ".";
  return `The database in ${dir} was made by ${age} version of Darkroom and cannot be carried over: npm run reset empties it, or set DATA_DIR to another folder.`;
}

/**
 * Modules of ours that are loaded before it: stored files stay whole, and a database beside them alive, on a disk that fills
 * up; ranges of files are answered; idle connections are left to clients.
 */
const served = ["lite-disk.mjs", "lite-ranges.mjs", "lite-connections.mjs"];

/** Serves the project's database; resolves when it answers, or throws with what the server said. */
export async function serve(project: LiteProject, log: string): Promise<Part> {
  writeProject(project);
  const part = runLite(project, ["start", "--no-admin"], log, served);
  const ready = await waitUntil(() => part.output().includes("Ready in"), {
    ended: part.exited,
    timeoutMs: 60_000,
  });
  // Of others who ask already, one may come first: then ours is refused once.
  const answered =
    ready && (await waitUntil(() => answers(project), { ended: part.exited, timeoutMs: 60_000 }));
  if (answered) return part;
  await part.stop();
  throw new Error(`The database server did not start.\n${part.tail()}`);
}

/**
 * Has a call answered before the server counts as ready: for its first one it defines functions and grants, and of several at once
 * PostgreSQL would refuse all but one ("tuple concurrently updated").
 */
async function answers({ port, secretKey }: LiteProject): Promise<boolean> {
  try {
    const response = await fetch(`http://127.0.0.1:${port}/rest/v1/jobs?select=id&limit=1`, {
      headers: { apikey: secretKey, authorization: `Bearer ${secretKey}` },
      signal: AbortSignal.timeout(10_000),
    });
    return response.ok;
  } catch {
    return false;
  }
}

/** Runs it with these modules of ours loaded first, and one by which a real server gets JSON as it is. */
function runLite(
  project: LiteProject,
  command: readonly string[],
  log: string,
  modules: readonly string[] = [],
): Part {
  const { database } = project;
  const own = [...modules, ...(database.driver === "postgres" ? ["lite-jsonb.mjs"] : [])];
  const urls = own.map((file) => pathToFileURL(join(root, "scripts", "stack", file)).href);
  return startPart({
    name: "database",
    args: [
      ...[...urls, ...(project.preload ? [project.preload] : [])].flatMap((url) => ["--import", url]),
      installed("@supabase/lite/dist/cli/index.js"),
      ...command,
    ],
    cwd: project.dir,
    log,
    env: {
      LITE_TELEMETRY: "0",
      LITE_NON_INTERACTIVE: "1",
      EXPERIMENTAL_STORAGE: "1",
      DARKROOM_SHARED_DISK: database.driver === "pglite" || database.sharesDisk ? "1" : undefined,
      SUPABASE_PUBLISHABLE_KEY: project.publishableKey,
      SUPABASE_SECRET_KEY: project.secretKey,
      DARKROOM_JWT_SECRET: project.jwtSecret,
      DARKROOM_DATABASE_URL: database.driver === "postgres" ? database.url : undefined,
    },
  });
}

const migrationsOf = (project: LiteProject): string =>
  project.migrations ?? join(root, "supabase", "migrations");

function writeProject(project: LiteProject): void {
  const { dir, port, database } = project;
  const supabase = join(dir, "supabase");
  mkdirSync(join(dir, liteDataDir), { recursive: true });
  // Copied, not linked: a link back into the checkout would not survive a moved clone.
  rmSync(join(supabase, "migrations"), { recursive: true, force: true });
  cpSync(migrationsOf(project), join(supabase, "migrations"), { recursive: true });
  const url = database.driver === "postgres" ? "env(DARKROOM_DATABASE_URL)" : `${liteDataDir}/data`;
  writeFileSync(join(supabase, "config.toml"), config(port, database.driver, url));
}

const config = (port: number, driver: string, url: string): string => `# Written by scripts/stack/lite.ts.
[api]
port = ${port}
max_rows = 1000

[db]
driver = "${driver}"
url = "${url}"

[auth]
enable_signup = true
publishable_key = "env(SUPABASE_PUBLISHABLE_KEY)"
secret_key = "env(SUPABASE_SECRET_KEY)"
jwt_secret = "env(DARKROOM_JWT_SECRET)"

[auth.email]
enable_signup = true
enable_confirmations = false

[storage]
enabled = true
file_size_limit = "50MiB"
`;
