import { startPart, waitUntil, type Part } from "./processes";
import { logFile, type Settings } from "./settings";

/** Starts the WebSocket gateway of a stack, and waits until it answers. */
export async function startGatewayPart(settings: Settings, env: Record<string, string>): Promise<Part> {
  const part = startPart({
    name: "gateway",
    args: ["--import", "tsx", "scripts/gateway.ts"],
    log: logFile(settings, "gateway"),
    env: { ...env, GATEWAY_PORT: String(settings.gatewayPort), GATEWAY_HOST: "127.0.0.1" },
  });
  const answers = async (): Promise<boolean> =>
    fetch(`http://127.0.0.1:${settings.gatewayPort}/health`).then(
      (response) => response.ok,
      () => false,
    );
  if (await waitUntil(answers, { ended: part.exited, timeoutMs: 60_000 })) return part;
  await part.stop();
  throw new Error(`The gateway did not start.\n${part.tail()}`);
}
