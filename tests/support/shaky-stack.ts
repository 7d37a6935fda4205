import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres, { type Sql } from "postgres";
import { startApp } from "@/scripts/stack/app";
import { appEnvironment } from "@/scripts/stack/app-environment";
import { buildApp } from "@/scripts/stack/build";
import { readKeys } from "@/scripts/stack/keys";
import { serve, type LiteProject } from "@/scripts/stack/lite";
import { freeStackPorts } from "@/scripts/stack/ports";
import { startSandbox } from "@/scripts/stack/sandbox";
import { appUrl, logFile, readSettings, supabaseUrl } from "@/scripts/stack/settings";
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
  /** Ends the app and starts it again: it has nothing in mind. Resolves when it answers. */
  restartApp(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts one with a real PostgreSQL, which outlives being killed. Its providers are slow: a training takes minutes. */
export async function startShakyStack(): Promise<ShakyStack> {
  const dataDir = mkdtempSync(join(tmpdir(), "darkroom-shaky-"));
  mkdirSync(join(dataDir, "logs"));
  const cluster = await startCluster();
  const settings = readSettings({
    ...(await freeStackPorts()),
    SANDBOX_SPEED: "0.2",
    DATA_DIR: dataDir,
  });
  const databaseUrl = await cluster.createDatabase();
  const sql = postgres(databaseUrl, { max: 1, onnotice: () => undefined });
  const project: LiteProject = {
    ...testKeys,
    dir: dataDir,
    port: settings.supabasePort,
    database: { driver: "postgres", url: databaseUrl },
  };
  const serveSupabase = () => serve(project, join(dataDir, "logs", "supabase.log"));
  let supabase = await serveSupabase();
  const auth = await startForwarder(dataDir, settings.supabasePort);
  const front = await startProxy(
    (path) => (path.startsWith("/auth/") ? auth.url : supabaseUrl(settings)),
    {},
  );

  const keys = { ...readKeys(dataDir), ...testKeys };
  const env = { ...appEnvironment(settings, keys), SUPABASE_URL: front.url };
  const { distDir } = await buildApp(logFile(settings, "build"), Object.keys(env));
  const sandbox = await startSandbox(settings, keys);
  const serveApp = () => startApp(settings, env, { command: "start", distDir });
  let app = await serveApp();

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
    async restartApp() {
      await app.stop();
      app = await serveApp();
    },
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
