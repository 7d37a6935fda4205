import { spawn } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { appEnvironment } from "@/scripts/stack/app-environment";
import { buildApp } from "@/scripts/stack/build";
import { readKeys } from "@/scripts/stack/keys";
import { freeStackPorts } from "@/scripts/stack/ports";
import { isReachable } from "@/scripts/stack/postgres-files";
import { exitOf, root } from "@/scripts/stack/processes";
import { readSettings } from "@/scripts/stack/settings";

export interface TestStack {
  /** The app. */
  readonly url: string;
  readonly sandboxUrl: string;
  readonly supabaseUrl: string;
  /** `ws://…/ws/status`. */
  readonly gatewayUrl: string;
  readonly cronSecret: string;
  readonly dataDir: string;
  /** Whatever the stack printed so far. */
  output(): string;
  stop(): Promise<void>;
}

/**
 * Starts what `npm start` starts, on free ports and with data of its own. `env` goes to it as it stands:
 * SANDBOX_SPEED, SANDBOX_FAULTS, TICK_SECONDS and so on; the ticker is off unless it says otherwise.
 */
export async function startStack(env: Readonly<Record<string, string>> = {}): Promise<TestStack> {
  const dataDir = mkdtempSync(join(isReachable(tmpdir()) ? tmpdir() : "/tmp", "darkroom-stack-"));
  // PostgreSQL may have to run as somebody else.
  chmodSync(dataDir, 0o755);
  const ports = await freeStackPorts();
  const child = spawn(process.execPath, ["--import", "tsx", "scripts/start.ts"], {
    cwd: root,
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      ...process.env,
      TICK_SECONDS: "0",
      ...env,
      ...ports,
      DATA_DIR: dataDir,
      // With it the stack watches its parent, and ends if this process is killed.
      npm_lifecycle_event: "test",
    },
  });
  const exited = exitOf(child);
  const url = `http://127.0.0.1:${ports.PORT}`;
  let output = "";
  const ready = new Promise<true>((resolve) => {
    const listen = (chunk: Buffer): void => {
      output += chunk.toString();
      if (output.includes(`\n${url}\n`)) resolve(true);
    };
    child.stdout.on("data", listen);
    child.stderr.on("data", listen);
  });
  const stop = async (): Promise<void> => {
    child.kill("SIGTERM");
    await exited;
    rmSync(dataDir, { recursive: true, force: true });
  };
  if ((await Promise.race([ready, exited])) !== true) {
    await stop();
    throw new Error(`The stack did not start.\n${output}`);
  }
  return {
    url,
    sandboxUrl: `http://127.0.0.1:${ports.SANDBOX_PORT}`,
    supabaseUrl: `http://127.0.0.1:${ports.SUPABASE_PORT}`,
    gatewayUrl: `ws://127.0.0.1:${ports.GATEWAY_PORT}/ws/status`,
    cronSecret: env.CRON_SECRET ?? readKeys(dataDir).cronSecret,
    dataDir,
    output: () => output,
    stop,
  };
}

/**
 * Builds what stacks run, unless these very sources were built before: each of them then finds it. Returns where that is,
 * from the project's folder.
 */
export async function buildForStacks(): Promise<string> {
  const dataDir = mkdtempSync(join(tmpdir(), "darkroom-build-"));
  try {
    const settings = readSettings({ DATA_DIR: dataDir });
    const names = Object.keys(appEnvironment(settings, readKeys(dataDir)));
    const { distDir } = await buildApp(join(dataDir, "build.log"), names);
    return distDir;
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}
