import { startGateway, type Gateway } from "@/lib/push/gateway/gateway";
import { appEnvironment } from "./stack/app-environment";
import { readKeys } from "./stack/keys";
import { runningStack } from "./stack/presence";
import { readSettings, type Settings } from "./stack/settings";

/**
 * Runs the WebSocket gateway alone, until it is asked to end. Where no Supabase is configured it is that of the local stack
 * which runs on this DATA_DIR.
 */
async function main(): Promise<void> {
  const settings = readSettings();
  const isAlone = settings.given["SUPABASE_URL"] !== undefined;
  if (!isAlone) Object.assign(process.env, await borrowedEnvironment(settings));
  const gateway = await startGateway({
    port: settings.gatewayPort,
    host: settings.gatewayHost ?? (isAlone ? undefined : "127.0.0.1"),
  }).catch((error: unknown) => {
    throw isTaken(error)
      ? new Error(`Port ${settings.gatewayPort} is already in use. Set GATEWAY_PORT to another one.`)
      : error;
  });
  console.log(`ws://${settings.gatewayHost ?? "127.0.0.1"}:${gateway.port}/ws/status`);
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
    process.once(signal, () => void end(gateway));
}

async function borrowedEnvironment(settings: Settings): Promise<Record<string, string>> {
  const stack = await runningStack(settings.dataDir);
  if (!stack) {
    throw new Error(
      "There is nothing to tell of: no stack is running on this DATA_DIR (start one with npm start), and no SUPABASE_URL is set.",
    );
  }
  const env = appEnvironment(settings, readKeys(settings.dataDir));
  return { ...env, SUPABASE_URL: stack.supabase, APP_URL: settings.publicUrl ?? stack.app };
}

async function end(gateway: Gateway): Promise<void> {
  await gateway.stop();
  process.exit(0);
}

function isTaken(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "EADDRINUSE";
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(1);
});
