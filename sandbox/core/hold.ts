import { chance } from "./random";
import { sleep } from "./sleep";
import type { World } from "./world";

/** Real time that a call takes which answers with its work, in milliseconds at speed 1; the second is what chance adds. */
type HoldMs = readonly [number, number];

/** Holds a call as long as the work would take, where this world does that, or until the caller has gone. */
export async function hold(
  { holds, seed, speed, ids }: World,
  [least, more]: HoldMs,
  signal: AbortSignal,
): Promise<void> {
  if (holds) await sleep((least + more * chance(seed, ids.next(), "hold")) / speed, signal);
}
