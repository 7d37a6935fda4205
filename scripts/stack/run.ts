import { relative } from "node:path";
import { stopParts } from "./processes";
import { terminalScreen } from "./screen";
import { demoEmail } from "./keys";
import { appUrl, readSettings } from "./settings";
import { createStack, type Stack } from "./stack";

/** Runs a stack until somebody stops it (exit code 0) or something breaks (1). */
export async function runStack(command: "start" | "dev"): Promise<void> {
  const screen = terminalScreen();
  const interrupted = interruption();
  let stack: Stack | undefined;
  let code = 0;
  try {
    const settings = readSettings();
    screen.heading("Darkroom");
    stack = createStack(settings, command, screen);
    if ((await Promise.race([stack.start(), interrupted])) !== "interrupted") {
      screen.note(
        `Continue as demo, or sign in as ${demoEmail}.\n` +
          `Logs are in ${relative("", settings.dataDir)}/logs. Ctrl-C stops everything.`,
      );
      screen.url(appUrl(settings));
      const end = await Promise.race([stack.broken, interrupted]);
      if (end !== "interrupted") throw new Error(`The ${end.name} ended by itself.\n${end.tail()}`);
    }
  } catch (error) {
    screen.failure(error);
    code = 1;
  }
  await (stack?.stop() ?? stopParts());
  process.exit(code);
}

/** Resolves when somebody asks this process to end, or ends the npm that started it without telling us. */
function interruption(): Promise<"interrupted"> {
  return new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
      process.on(signal, () => resolve("interrupted"));
    }
    if (process.env.npm_lifecycle_event === undefined) return;
    const parent = process.ppid;
    setInterval(() => process.ppid === parent || resolve("interrupted"), 250).unref();
  });
}
