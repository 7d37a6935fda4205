import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import postgres, { type Sql } from "postgres";
import { startApp } from "@/scripts/stack/app";
import { appEnvironment } from "@/scripts/stack/app-environment";
import { buildApp } from "@/scripts/stack/build";
import { readKeys } from "@/scripts/stack/keys";
import { serve, type LiteProject } from "@/scripts/stack/lite";
import { freePort, root } from "@/scripts/stack/processes";
import { startSandbox } from "@/scripts/stack/sandbox";
import { appUrl, logFile, readSettings } from "@/scripts/stack/settings";
import { startCluster, testKeys } from "./cluster";
import { startForwarder } from "./forwarder";
import { startProxy } from "./proxy";

/** A whole stack whose ground a test can take away and give back: the database with all of Supabase, or auth alone. */
export interface ShakyStack {
  readonly url: string;
  /** Straight into the database, while it lives. */
  readonly sql: Sql;
  /** Stops Supabase where it stands (SIGSTOP): calls to it hang. */
  freeze(): void;
  /** Kills it and its PostgreSQL (SIGKILL): calls to it are refused. */
  kill(): Promise<void>;
  restartPostgres(): Promise<void>;
  /** Resolves when it answers. */
  restartSupabase(): Promise<void>;
  /** Stops auth alone where it stands (SIGSTOP). */
  freezeAuth(): void;
  thawAuth(): void;
  stop(): Promise<void>;
}

/** Starts one with a real PostgreSQL, which outlives being killed. Its providers are slow: a training takes minutes. */
export async function startShakyStack(): Promise<ShakyStack> {
  const dataDir = mkdtempSync(join(tmpdir(), "darkroom-shaky-"));
  mkdirSync(join(dataDir, "logs"));
  const [port, supabasePort, sandboxPort] = [await freePort(), await freePort(), await freePort()];
  const cluster = await startCluster();
  const databaseUrl = await cluster.createDatabase();
  const sql = postgres(databaseUrl, { max: 1, onnotice: () => undefined });
  const project: LiteProject = {
    ...testKeys,
    dir: dataDir,
    port: supabasePort,
    database: { driver: "postgres", url: databaseUrl },
    preload: pathToFileURL(join(root, "tests", "support", "lite-jsonb.mjs")).href,
  };
  const serveSupabase = () => serve(project, join(dataDir, "logs", "supabase.log"));
  let supabase = await serveSupabase();
  const auth = await startForwarder(dataDir, supabasePort);
  const front = await startProxy(
    (path) => (path.startsWith("/auth/") ? auth.url : `http://127.0.0.1:${supabasePort}`),
    {},
  );

  const settings = readSettings({
    PORT: String(port),
    SUPABASE_PORT: String(supabasePort),
    SANDBOX_PORT: String(sandboxPort),
    SANDBOX_SPEED: "0.2",
    DATA_DIR: dataDir,
  });
  const keys = { ...readKeys(dataDir), ...testKeys };
  const env = { ...appEnvironment(settings, keys), SUPABASE_URL: front.url };
  const { distDir } = await buildApp(logFile(settings, "build"), Object.keys(env));
  const sandbox = await startSandbox(settings, keys);
  const app = await startApp(settings, env, { command: "start", distDir });

  return {
    url: appUrl(settings),
    sql,
    freeze: () => void process.kill(supabase.pid, "SIGSTOP"),
    async kill() {
      process.kill(supabase.pid, "SIGKILL");
      await supabase.exited;
      await cluster.server.kill();
    },
    restartPostgres: () => cluster.server.restart(),
    async restartSupabase() {
      supabase = await serveSupabase();
    },
    freezeAuth: () => void process.kill(auth.part.pid, "SIGSTOP"),
    thawAuth: () => void process.kill(auth.part.pid, "SIGCONT"),
    async stop() {
      await app.stop();
      await sandbox.stop();
      await front.close();
      await auth.part.stop();
      await supabase.stop();
      await sql.end({ timeout: 1 });
      await cluster.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
