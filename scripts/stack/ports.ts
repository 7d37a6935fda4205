import { createServer } from "node:net";
import { freePorts } from "./processes";
import type { Settings } from "./settings";

/** Free ports for all of a stack, as its variables. */
export async function freeStackPorts() {
  const [app = 0, supabase = 0, sandbox = 0, gateway = 0] = await freePorts(4);
  return {
    PORT: String(app),
    SUPABASE_PORT: String(supabase),
    SANDBOX_PORT: String(sandbox),
    GATEWAY_PORT: String(gateway),
  };
}

/** Throws, naming the variable that moves it, if a port this stack needs is taken. */
export async function requirePorts(settings: Settings): Promise<void> {
  const needed = [
    ["PORT", settings.port],
    ["SUPABASE_PORT", settings.supabasePort],
    ["SANDBOX_PORT", settings.sandboxPort],
    ["GATEWAY_PORT", settings.gatewayPort],
  ] as const;
  for (const [variable, port] of needed) {
    const others = needed.filter(([name, other]) => name !== variable && other === port);
    if (others[0])
      throw new Error(`${variable} and ${others[0][0]} are both ${port}. Give each its own port.`);
    if (!(await isFree(port))) {
      throw new Error(
        `Port ${port} is already in use. Set ${variable} to another one, or end what listens there.`,
      );
    }
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    server.listen(port, "127.0.0.1", () => server.close(() => resolve(true)));
  });
}
