import { setMaxListeners } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { endAll } from "@/lib/push/listen";
import { hurryReaders } from "./stuck-readers";

const key = Symbol.for("darkroom.shutdown");

/** One for all bundles of this process: what begins it and what asks for it are in different ones. */
const shared = globalThis as typeof globalThis & { [key]?: AbortController };

function shutdown(): AbortController {
  return (shared[key] ??= newController());
}

function newController(): AbortController {
  const controller = new AbortController();
  // Any number of answers may be waiting.
  setMaxListeners(0, controller.signal);
  return controller;
}

/** Ends all that is held open for listeners once this server is told to stop: it waits for whatever is still being answered. */
export function endListenersAtShutdown(): void {
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    process.once(signal, () => {
      shutdown().abort();
      endAll("shutdown");
      hurryReaders();
    });
  }
}

/** Whether this server has been told to stop: what comes by a connection that is still open is not kept waiting. */
export function isShuttingDown(): boolean {
  return shutdown().signal.aborted;
}

/** Waits so long, but not for longer than this server goes on; whether it does. */
export async function waitHere(ms: number): Promise<boolean> {
  return sleep(ms, true, { signal: shutdown().signal }).catch(() => false);
}
