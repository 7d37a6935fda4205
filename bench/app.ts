import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres, { type Sql } from "postgres";
import { z } from "zod";
import { startApp } from "@/scripts/stack/app";
import { appEnvironment } from "@/scripts/stack/app-environment";
import { readKeys } from "@/scripts/stack/keys";
import { serve } from "@/scripts/stack/lite";
import { freeStackPorts } from "@/scripts/stack/ports";
import { startSandbox } from "@/scripts/stack/sandbox";
import { appUrl, readSettings, sandboxUrl, supabaseUrl } from "@/scripts/stack/settings";
import { signInOrUp } from "@/scripts/stack/users";
import { startCluster, testKeys } from "@/tests/support/cluster";
import { buildForStacks } from "@/tests/support/stack";
import { cpuMsOf, postmasterOf } from "./cpu";
import type { Load, Loaded } from "./load";

/** CPU time so far, in milliseconds, by process. */
export interface Cpu {
  app: number;
  lite: number;
  postgres: number;
}

/** The built app on a real PostgreSQL behind Supabase Lite, with the sandbox for its providers. */
export interface BenchedApp {
  url: string;
  sql: Sql;
  /** The access token of a new user. */
  newToken(): Promise<string>;
  /** Calls to the database and to auth so far, by method and path. */
  calls(): Promise<Record<string, number>>;
  /** Calls to all providers so far. */
  providerCalls(): Promise<number>;
  cpu(): Cpu;
  /** Asks it as this says, from a process of its own. */
  load(load: Load): Promise<Loaded>;
  stop(): Promise<void>;
}

/** Starts one, of the sources as they are. */
export async function startBenchedApp(env: Record<string, string>): Promise<BenchedApp> {
  const distDir = await buildForStacks();
  const dir = mkdtempSync(join(tmpdir(), "darkroom-bench-"));
  const cluster = await startCluster();
  const settings = readSettings({ DATA_DIR: dir, ...(await freeStackPorts()), ...env });
  const keys = { ...readKeys(dir), ...testKeys };
  const database = { driver: "postgres", url: await cluster.createDatabase() } as const;
  const sql = postgres(database.url, { max: 2, onnotice: () => undefined });
  const preload = new URL("./count-calls.mjs", import.meta.url).href;
  const lite = await serve(
    { ...keys, dir, port: settings.supabasePort, database, preload },
    join(dir, "lite.log"),
  );
  const sandbox = await startSandbox(settings, keys);
  const app = await startApp(settings, appEnvironment(settings, keys), { command: "start", distDir });
  const postmaster = await postmasterOf(sql);
  return {
    url: appUrl(settings),
    sql,
    newToken: async () => {
      const email = `${crypto.randomUUID()}@darkroom.test`;
      const password = crypto.randomUUID();
      return (await signInOrUp(supabaseUrl(settings), keys.publishableKey, email, password)).access_token;
    },
    calls: () => json(`${supabaseUrl(settings)}/__calls`, z.record(z.string(), z.number())),
    providerCalls: async () =>
      (await json(`${sandboxUrl(settings)}/__sandbox/requests`, z.object({ total: z.number() }))).total,
    cpu: () => ({ app: cpuMsOf(app.pid), lite: cpuMsOf(lite.pid), postgres: cpuMsOf(postmaster) }),
    load,
    async stop() {
      await app.stop();
      await sandbox.stop();
      await lite.stop();
      await sql.end();
      await cluster.stop();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

async function json<T extends z.ZodType>(url: string, schema: T): Promise<z.output<T>> {
  return schema.parse(await (await fetch(url)).json());
}

const Answer = z.object({
  answers: z.number(),
  failures: z.number(),
  failure: z.string(),
  p50: z.number(),
  p99: z.number(),
});

async function load(work: Load): Promise<Loaded> {
  const asking = fork("bench/load.ts", { execArgv: ["--import", "tsx"] });
  const gone = once(asking, "exit").then(() =>
    Promise.reject(new Error("What asks ended before it was done.")),
  );
  asking.send(work);
  const [loaded] = await Promise.race([once(asking, "message"), gone]);
  gone.catch(() => undefined);
  return Answer.parse(loaded);
}
