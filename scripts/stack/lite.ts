import { cpSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { installed, root, startPart, waitUntil, type Part } from "./processes";

/** Supabase's own local server: what it serves, where, and with which keys. */
export interface LiteProject {
  /** Its directory: generated configuration, copied migrations, and stored files end there. */
  dir: string;
  port: number;
  /** Embedded Postgres in `dir`, or the URL of a real server. */
  database: { driver: "pglite" } | { driver: "postgres"; url: string };
  publishableKey: string;
  secretKey: string;
  /** At least 32 bytes. */
  jwtSecret: string;
  /** A module to load into the server's process first. */
  preload?: string;
}

/** Where Supabase Lite keeps the embedded database and the stored files, inside a project's `dir`. */
export const liteDataDir = join("supabase", ".temp");

/** Writes the project's configuration and brings its database to the newest migration. */
export async function migrate(project: LiteProject, log: string): Promise<void> {
  writeProject(project);
  const part = runLite(project, ["migration", "up"], log);
  const code = await part.exited;
  if (code === 0) return;
  const notices = /^\{[^]*?^\}\n/gm;
  throw new Error(`The migrations did not apply.\n${part.output().replaceAll(notices, "").trim()}`);
}

/** Serves the project's database; resolves when it answers, or throws with what the server said. */
export async function serve(project: LiteProject, log: string): Promise<Part> {
  writeProject(project);
  const part = runLite(project, ["start", "--no-admin"], log);
  const ready = await waitUntil(() => part.output().includes("Ready in"), {
    ended: part.exited,
    timeoutMs: 60_000,
  });
  if (ready) return part;
  await part.stop();
  throw new Error(`The database server did not start.\n${part.tail()}`);
}

function runLite(project: LiteProject, command: readonly string[], log: string): Part {
  const preload = project.preload === undefined ? [] : ["--import", project.preload];
  return startPart({
    name: "database",
    args: [...preload, installed("@supabase/lite/dist/cli/index.js"), ...command],
    cwd: project.dir,
    log,
    env: {
      LITE_TELEMETRY: "0",
      LITE_NON_INTERACTIVE: "1",
      EXPERIMENTAL_STORAGE: "1",
      SUPABASE_PUBLISHABLE_KEY: project.publishableKey,
      SUPABASE_SECRET_KEY: project.secretKey,
      DARKROOM_JWT_SECRET: project.jwtSecret,
    },
  });
}

function writeProject({ dir, port, database }: LiteProject): void {
  const supabase = join(dir, "supabase");
  mkdirSync(join(dir, liteDataDir), { recursive: true });
  // Copied, not linked: a link back into the checkout would not survive a moved clone.
  rmSync(join(supabase, "migrations"), { recursive: true, force: true });
  cpSync(join(root, "supabase", "migrations"), join(supabase, "migrations"), { recursive: true });
  const url = database.driver === "postgres" ? database.url : `${liteDataDir}/data`;
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
