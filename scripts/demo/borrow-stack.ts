import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { demoEmail, passwordOf, readKeys } from "../stack/keys";
import { freeStackPorts } from "../stack/ports";
import { runningStack } from "../stack/presence";
import { terminalScreen } from "../stack/screen";
import { appUrl, readSettings, supabaseUrl } from "../stack/settings";
import { createStack } from "../stack/stack";
import { signInOrUp } from "../stack/users";

/** A stack to demonstrate on, and the demo user signed in to it. */
export interface BorrowedStack {
  app: string;
  accessToken: string;
  /** Whether it lives on after the demonstration. */
  stays: boolean;
  giveBack(): Promise<void>;
}

/** The stack that runs on this DATA_DIR, or a temporary one on free ports, ten times as fast. */
export async function borrowStack(): Promise<BorrowedStack> {
  const settings = readSettings();
  const running = await runningStack(settings.dataDir);
  if (running) {
    const accessToken = await signInDemo(running.supabase, settings.dataDir);
    return { app: running.app, accessToken, stays: true, giveBack: async () => undefined };
  }

  const dataDir = mkdtempSync(join(tmpdir(), "darkroom-demo-"));
  const temporary = readSettings({
    ...(await freeStackPorts()),
    DATA_DIR: dataDir,
    SANDBOX_SPEED: process.env.SANDBOX_SPEED ?? "10",
    TICK_SECONDS: process.env.TICK_SECONDS ?? "5",
  });
  const stack = createStack(temporary, "start", terminalScreen());
  const giveBack = async (): Promise<void> => {
    await stack.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => void giveBack().then(() => process.exit(130)));
  }
  try {
    await stack.start();
    const accessToken = await signInDemo(supabaseUrl(temporary), dataDir);
    return { app: appUrl(temporary), accessToken, stays: false, giveBack };
  } catch (error) {
    await giveBack();
    throw error;
  }
}

async function signInDemo(supabase: string, dataDir: string): Promise<string> {
  const keys = readKeys(dataDir);
  const session = await signInOrUp(supabase, keys.publishableKey, demoEmail, passwordOf(demoEmail, keys));
  return session.access_token;
}
