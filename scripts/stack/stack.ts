import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { startApp } from "./app";
import { appEnvironment } from "./app-environment";
import { buildApp } from "./build";
import { startDatabase } from "./database";
import { readKeys } from "./keys";
import { requirePorts } from "./ports";
import { announce, runningStack } from "./presence";
import { stopParts, type Part } from "./processes";
import { startSandbox } from "./sandbox";
import type { Screen } from "./screen";
import { appUrl, logFile, sandboxUrl, supabaseUrl, type Settings } from "./settings";
import { startTicker } from "./ticker";

export interface Stack {
  /** Brings everything up; resolves when the app is healthy. */
  start(): Promise<void>;
  /** Resolves with the first part that ends although nobody asked it to. */
  readonly broken: Promise<Part>;
  stop(): Promise<void>;
}

/** Database, sandbox, app and ticker on this machine, as `settings` say. */
export function createStack(settings: Settings, command: "start" | "dev", screen: Screen): Stack {
  const broken = Promise.withResolvers<Part>();
  const endings: (() => void)[] = [];
  let stopping = false;

  const watch = (part: Part): Part => {
    void part.exited.then(() => stopping || broken.resolve(part));
    return part;
  };

  async function start(): Promise<void> {
    const other = await runningStack(settings.dataDir);
    if (other)
      throw new Error(`A stack already runs on this DATA_DIR, at ${other.app} (process ${other.pid}).`);
    await requirePorts(settings);
    mkdirSync(join(settings.dataDir, "logs"), { recursive: true });
    const keys = readKeys(settings.dataDir);
    const urls = { app: appUrl(settings), supabase: supabaseUrl(settings), sandbox: sandboxUrl(settings) };
    endings.push(await announce(settings.dataDir, urls));

    const env = appEnvironment(settings, keys);
    const building = command === "start" ? buildApp(logFile(settings, "build"), Object.keys(env)) : undefined;
    const [build] = await Promise.all([
      building && screen.step("build", building, ({ fresh }) => (fresh ? "done" : "unchanged, found")),
      screen.step("database", startDatabase(settings, keys)).then(watch),
      screen.step("sandbox", startSandbox(settings, keys)).then(watch),
    ]);
    const mode = build
      ? ({ command: "start", distDir: build.distDir } as const)
      : ({ command: "dev" } as const);
    watch(await screen.step("app", startApp(settings, env, mode)));

    if (settings.tickSeconds === 0) return screen.line("ticker", "off");
    const { CRON_SECRET: cronSecret = "" } = env;
    endings.push(startTicker(urls.app, cronSecret, settings.tickSeconds, logFile(settings, "ticker")));
    screen.line("ticker", `every ${settings.tickSeconds} s`);
  }

  async function stop(): Promise<void> {
    stopping = true;
    for (const end of endings.splice(0).toReversed()) end();
    await stopParts();
  }

  return { start, broken: broken.promise, stop };
}
