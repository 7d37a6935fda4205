import { endAll } from "@/lib/push/listen";
import { hurryReaders } from "./stuck-readers";

const key = Symbol.for("darkroom.shutdown");

/** One for all bundles of this process: what begins it and what asks for it are in different ones. */
const shared = globalThis as typeof globalThis & { [key]?: boolean };

/** Ends all that is held open for listeners once this server is told to stop: it waits for whatever is still being answered. */
export function endListenersAtShutdown(): void {
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    process.once(signal, () => {
      shared[key] = true;
      endAll("shutdown");
      hurryReaders();
    });
  }
}

/** Whether this server has been told to stop: what comes by a connection that is still open is not kept waiting. */
export function isShuttingDown(): boolean {
  return shared[key] ?? false;
}
