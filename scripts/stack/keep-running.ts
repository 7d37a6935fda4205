import { setTimeout as sleep } from "node:timers/promises";
import type { Part } from "./processes";

export interface Keeping {
  /** Starts the part anew. */
  again: () => Promise<Part>;
  /** Whether it could run at all by now; it is waited for as long as that takes. */
  isPossible?: (() => boolean) | undefined;
  /** Tells a person what has become of it. */
  say: (words: string) => void;
  /** Aborted when it ends because somebody wants it to. */
  stopping: AbortSignal;
  /** For tests: pauses are this many times as long. */
  scale?: number;
}

/** Seconds before each start; after the last of them it is given up. */
const pauses = [1, 2, 5, 10, 20, 30, 60];
/** One that has run so long, in seconds, has not failed in a row. */
const steady = 60;
/** Seconds between two looks at whether it is possible by now. */
const looking = 2;

/**
 * Starts a part again whenever it ends although nobody asked it to, after growing pauses. Resolves with how it ended
 * last once it has ended too often in a row; never, once it is stopped.
 */
export async function keepRunning(part: Part, keeping: Keeping): Promise<Part> {
  const { again, isPossible = () => true, say, stopping, scale = 1 } = keeping;
  const pause = async (seconds: number) =>
    sleep(seconds * 1_000 * scale, undefined, { signal: stopping }).catch(stayQuiet);
  let last = part;
  let tries = 0;
  for (;;) {
    const since = Date.now();
    const code = await last.exited;
    if (stopping.aborted) return stayQuiet();
    if (Date.now() - since > steady * 1_000 * scale) tries = 0;
    let next: Part | null = null;
    for (let why = howItEnded(last, code); !next;) {
      const seconds = pauses[tries++];
      if (seconds === undefined) return last;
      say(`${why}; it is started again in ${seconds} s`);
      await pause(seconds);
      if (!isPossible()) say("waits for room on its disk");
      while (!isPossible()) await pause(looking);
      try {
        next = await again();
      } catch (error) {
        why = error instanceof Error ? error.message : String(error);
      }
    }
    say("runs again");
    last = next;
  }
}

/** What was killed had no time to say why. */
function howItEnded(part: Part, code: number | null): string {
  return code === null ? "it was killed" : `it ended by itself:\n${part.tail()}\n`;
}

/** What is stopped has nothing more to say. */
function stayQuiet(): Promise<never> {
  return new Promise(() => undefined);
}
