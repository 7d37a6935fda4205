import { setTimeout as sleep } from "node:timers/promises";
import type { Part } from "./processes";

const usual = { everyMs: 10_000, patienceMs: 30_000 };
const mostMisses = 3;

/**
 * Ends a part that has not answered at `url` three times in a row, each for half a minute: PostgreSQL inside it may turn in
 * a loop, and then it never answers again, nor listens to a signal. Any answer will do. Resolves once the part has ended.
 */
export async function endOnceSilent(
  part: Pick<Part, "exited" | "kill">,
  url: string,
  { everyMs, patienceMs } = usual,
): Promise<void> {
  const gone = part.exited.then(() => "gone" as const);
  for (let misses = 0; misses < mostMisses;) {
    if ((await Promise.race([gone, sleep(everyMs, undefined, { ref: false })])) === "gone") return;
    misses = (await answers(url, patienceMs)) ? 0 : misses + 1;
  }
  part.kill();
  await gone;
}

async function answers(url: string, patienceMs: number): Promise<boolean> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(patienceMs) });
    await response.body?.cancel();
    return true;
  } catch {
    return false;
  }
}
