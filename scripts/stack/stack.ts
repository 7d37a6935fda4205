import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { requireAccess } from "./access";
import { startApp } from "./app";
import { appEnvironment } from "./app-environment";
import { buildApp } from "./build";
import { createDatabase } from "./database";
import { startGatewayPart } from "./gateway";
import { keepRunning } from "./keep-running";
import { readKeys } from "./keys";
import { requirePorts } from "./ports";
import { announce, runningStack } from "./presence";
import { stopParts, type Part } from "./processes";
import { hasRoom, requireRoom } from "./room";
import { startSandbox } from "./sandbox";
import type { Screen } from "./screen";
import { registerSimulated } from "./simulated-telegram";
import { appUrl, gatewayUrl, logFile, sandboxUrl, supabaseUrl, type Settings } from "./settings";
import { simulatedTimes, supposeTimes } from "./simulated-times";
import { startTicker } from "./ticker";

export interface Stack {
  /** Brings everything up; resolves when the app is healthy. */
  start(): Promise<void>;
  /** Resolves with the first part that ends although nobody asked it to, again and again. */
  readonly broken: Promise<Part>;
  stop(): Promise<void>;
}

/** Database, sandbox, app, gateway and ticker on this machine, as `settings` say. */
export function createStack(settings: Settings, command: "start" | "dev", screen: Screen): Stack {
  const broken = Promise.withResolvers<Part>();
  const endings: (() => void)[] = [];
  const stopping = new AbortController();

  /** From now on this part is started again, should it end by itself. */
  function keep(part: Part, again: () => Promise<Part>, isPossible?: () => boolean): void {
    const say = (words: string): void => screen.line(part.name, words);
    const kept = keepRunning(part, { again, isPossible, say, stopping: stopping.signal });
    void kept.then((last) => broken.resolve(last));
  }

  async function start(): Promise<void> {
    const other = await runningStack(settings.dataDir);
    if (other)
      throw new Error(`A stack already runs on this DATA_DIR, at ${other.app} (process ${other.pid}).`);
    await requirePorts(settings);
    requireAccess(settings.dataDir);
    requireRoom(settings.dataDir);
    mkdirSync(join(settings.dataDir, "logs"), { recursive: true });
    const keys = readKeys(settings.dataDir);
    const urls = { app: appUrl(settings), supabase: supabaseUrl(settings), sandbox: sandboxUrl(settings) };
    endings.push(await announce(settings.dataDir, urls));

    const env = appEnvironment(settings, keys);
    const data = createDatabase(settings, keys);
    const building = command === "start" ? buildApp(logFile(settings, "build"), Object.keys(env)) : undefined;
    const [build, database, sandbox] = await Promise.all([
      building && screen.step("build", building, ({ fresh }) => (fresh ? "done" : "unchanged, found")),
      screen.step("database", data.start(), () => data.name),
      screen.step("sandbox", startSandbox(settings, keys)),
    ]);
    const mode = build
      ? ({ command: "start", distDir: build.distDir } as const)
      : ({ command: "dev" } as const);
    if (data.hint !== undefined) screen.line("", data.hint);
    const [app, gateway] = await Promise.all([
      screen.step("app", startApp(settings, env, mode)),
      screen.step("gateway", startGatewayPart(settings, env), () => gatewayUrl(settings)),
    ]);
    await registerSimulated(env, urls.app);
    const times = simulatedTimes(urls.sandbox, settings.sandboxSpeed, env);
    await supposeTimes(urls.supabase, keys.secretKey, times);
    keep(
      database,
      () => data.serve(),
      () => hasRoom(settings.dataDir),
    );
    keep(sandbox, () => startSandbox(settings, keys));
    keep(app, () => startApp(settings, env, mode));
    keep(gateway, () => startGatewayPart(settings, env));

    if (settings.tickSeconds === 0) return screen.line("ticker", "off");
    const { CRON_SECRET: cronSecret = "" } = env;
    endings.push(startTicker(urls.app, cronSecret, settings.tickSeconds, logFile(settings, "ticker")));
    screen.line("ticker", `every ${settings.tickSeconds} s`);
  }

  async function stop(): Promise<void> {
    stopping.abort();
    for (const end of endings.splice(0).toReversed()) end();
    await stopParts();
  }

  return { start, broken: broken.promise, stop };
}
