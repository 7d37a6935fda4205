import { setTimeout as sleep } from "node:timers/promises";
import { beginLog } from "./log-file";

/** Stands in for the cron: calls check-all every `seconds`, one call after the other, until it is stopped. */
export function startTicker(appUrl: string, cronSecret: string, seconds: number, log: string): () => void {
  const stopped = new AbortController();
  const write = beginLog(log);
  void tick(stopped.signal).catch(() => undefined);
  return () => stopped.abort();

  async function tick(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await sleep(seconds * 1_000, undefined, { signal });
      write(`${new Date().toISOString()} ${await checkAll(signal)}\n`);
    }
  }

  async function checkAll(signal: AbortSignal): Promise<string> {
    try {
      const response = await fetch(`${appUrl}/api/status/check-all`, {
        method: "POST",
        headers: { authorization: `Bearer ${cronSecret}`, "x-darkroom-source": "local-ticker" },
        signal: AbortSignal.any([signal, AbortSignal.timeout(300_000)]),
      });
      return `${response.status} ${await response.text()}`;
    } catch (error) {
      return `no answer: ${String(error)}`;
    }
  }
}
