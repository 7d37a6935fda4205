import { startPart, waitUntil, type Part } from "./processes";
import { sandboxWebhookSecret, type Keys } from "./keys";
import { appUrl, logFile, sandboxUrl, type Settings } from "./settings";

/** Starts the simulated providers and waits until they answer. */
export async function startSandbox(settings: Settings, keys: Keys): Promise<Part> {
  const part = startPart({
    name: "sandbox",
    args: ["--import", "tsx", "sandbox/main.ts"],
    log: logFile(settings, "sandbox"),
    env: {
      SANDBOX_PORT: String(settings.sandboxPort),
      SANDBOX_SPEED: String(settings.sandboxSpeed),
      SANDBOX_FILM_MB: String(settings.sandboxFilmMb),
      SANDBOX_FAULTS: settings.sandboxFaults,
      SANDBOX_APP_URL: appUrl(settings),
      SANDBOX_WEBHOOK_SECRET: sandboxWebhookSecret(keys),
      DATA_DIR: settings.dataDir,
    },
  });
  const answers = async (): Promise<boolean> =>
    fetch(`${sandboxUrl(settings)}/__sandbox/faults`).then(
      (response) => response.ok,
      () => false,
    );
  if (await waitUntil(answers, { ended: part.exited, timeoutMs: 60_000 })) return part;
  await part.stop();
  throw new Error(`The sandbox did not start.\n${part.tail()}`);
}
