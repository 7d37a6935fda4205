import { createHash } from "node:crypto";
import { join, resolve } from "node:path";
import { installed, root, startPart, waitUntil, type Part } from "./processes";
import { appUrl, logFile, type Settings } from "./settings";

export type Mode = { command: "start"; distDir: string } | { command: "dev" };

/** Starts the app, built or with hot reload, and waits until it says that it is healthy. */
export async function startApp(settings: Settings, env: Record<string, string>, mode: Mode): Promise<Part> {
  const production = mode.command === "start";
  const part = startPart({
    name: "app",
    args: [
      installed("next/dist/bin/next"),
      mode.command,
      "--hostname",
      "127.0.0.1",
      "--port",
      String(settings.port),
      // A call that begins as an idle connection is closed is cut off: clients, and proxies, close theirs sooner than this.
      ...(production ? ["--keepAliveTimeout", "75000"] : []),
    ],
    log: logFile(settings, "app"),
    env: {
      ...env,
      NODE_ENV: production ? "production" : "development",
      NEXT_TELEMETRY_DISABLED: "1",
      NEXT_DIST_DIR: production ? mode.distDir : devDistDir(settings),
    },
  });
  let lastAnswer = "no answer";
  const healthy = async (): Promise<boolean> => {
    try {
      const response = await fetch(`${appUrl(settings)}/api/health`, { signal: AbortSignal.timeout(30_000) });
      lastAnswer = `${response.status} ${(await response.text()).slice(0, 200)}`;
      return response.ok;
    } catch {
      return false;
    }
  };
  if (await waitUntil(healthy, { ended: part.exited, timeoutMs: 90_000, everyMs: 100 })) return part;
  await part.stop();
  throw new Error(`The app did not become healthy (GET /api/health: ${lastAnswer}).\n${part.tail()}`);
}

/** Two stacks in development must not share a cache; the usual one keeps Next's own place. */
function devDistDir({ dataDir }: Settings): string | undefined {
  if (dataDir === resolve(root, ".data")) return undefined;
  return join(".data", `dev-${createHash("sha256").update(dataDir).digest("hex").slice(0, 8)}`);
}
