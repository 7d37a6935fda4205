import { z } from "zod";
import type { JobView } from "@/lib/jobs/job-view";
import { isTerminal } from "@/lib/jobs/status";
import { BadRequest } from "./errors";
import { etagOf, isKnown } from "./job-response";
import { queryValue } from "./parse-query";

/** How long a request is ready to wait: `?wait=` in seconds, 0 to 20. */
export function parseWait(request: Request): number {
  const wait = z.coerce
    .number()
    .min(0)
    .max(20)
    .safeParse(queryValue(request, "wait") ?? 0);
  if (!wait.success) throw new BadRequest("invalid_wait", "“wait” is a number of seconds from 0 to 20.");
  return wait.data;
}

/** The job as it was read, and when it is due to be asked about; `null` once it is over. */
export interface Reading {
  view: JobView;
  dueAt: Date | null;
}

export interface Watched {
  read: () => Promise<Reading>;
  /** Calls `tell` for each change that is written from now on, and `end` once if it can tell no more; what it returns stops it. */
  watch: (tell: () => void, end: () => void) => Promise<() => void>;
}

/**
 * Holds a request until the record differs from what the client has, the job is over, `waitSeconds` have passed, this
 * server has to go, or the client has gone. It reads again when a change is told, or when the job has become due; never to
 * see whether there is one.
 */
export async function waitForChange(
  request: Request,
  waitSeconds: number,
  { read, watch }: Watched,
): Promise<JobView> {
  if (waitSeconds === 0 || !request.headers.has("if-none-match")) return (await read()).view;
  const endAt = Date.now() + waitSeconds * 1_000;
  const bell = new Bell();
  let isOver = request.signal.aborted;
  const leave = (): void => {
    isOver = true;
    bell.ring();
  };
  request.signal.addEventListener("abort", leave);
  // Before the first reading: what changes between the two is told.
  const stop = await watch(() => bell.ring(), leave);
  try {
    for (;;) {
      const now = new Date();
      const { view, dueAt } = await read();
      const leftMs = endAt - Date.now();
      const isNews = !isKnown(request, etagOf(view)) || isTerminal(view.status);
      if (isNews || leftMs <= 0 || isOver) return view;
      // One that was due already has been asked about, or could not be.
      const dueInMs = dueAt !== null && dueAt > now ? dueAt.getTime() - Date.now() : Infinity;
      const hasRung = await bell.within(Math.min(leftMs, dueInMs));
      if (isOver || (!hasRung && dueInMs >= leftMs)) return view;
    }
  } finally {
    request.signal.removeEventListener("abort", leave);
    stop();
  }
}

/** Rings for whoever waits or, if nobody does, for the next one. */
class Bell {
  #hasRung = false;
  #wake: (() => void) | undefined;

  ring(): void {
    this.#hasRung = true;
    this.#wake?.();
  }

  /** Whether it has rung since it was last waited for, or does within so many milliseconds. */
  async within(ms: number): Promise<boolean> {
    if (!this.#hasRung) {
      const { promise, resolve } = Promise.withResolvers<void>();
      const timer = setTimeout(resolve, ms);
      this.#wake = resolve;
      await promise;
      clearTimeout(timer);
    }
    const hasRung = this.#hasRung;
    this.#hasRung = false;
    return hasRung;
  }
}
