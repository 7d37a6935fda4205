import { setTimeout as sleep } from "node:timers/promises";

/** Calls within this are served by one run. */
const pauseMs = 20;

/**
 * Work that many may ask for: it runs once for all who ask within 20 ms, at most `most` times at once, and begins once more
 * after whoever asks last. What it gives resolves when the run is over that serves the caller.
 */
export function gathered(most: number, work: () => Promise<unknown>): () => Promise<void> {
  const runs = new Set<Promise<unknown>>();
  let next: Promise<void> | null = null;
  async function runSoon(): Promise<void> {
    await sleep(pauseMs);
    while (runs.size >= most) await Promise.race(runs);
    next = null;
    const run = work();
    runs.add(run);
    try {
      await run;
    } finally {
      runs.delete(run);
    }
  }
  return () => (next ??= runSoon());
}
