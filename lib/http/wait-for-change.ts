import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import type { JobView } from "@/lib/jobs/job-view";
import { isTerminal } from "@/lib/jobs/status";
import { BadRequest } from "./errors";
import { etagOf, isKnown } from "./job-response";
import { queryValue } from "./parse-query";

const everyMs = 1_000;

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

export interface Watched {
  /** The job as it is now. */
  read: () => Promise<JobView>;
  /** Whether reading again is worth it; much cheaper than reading. */
  hasNews: (view: JobView, readAt: Date) => Promise<boolean>;
}

/**
 * Holds a request until the record differs from what the client has, the job is over, `waitSeconds` have
 * passed, or the client has gone.
 */
export async function waitForChange(
  request: Request,
  waitSeconds: number,
  { read, hasNews }: Watched,
): Promise<JobView> {
  const endAt = Date.now() + waitSeconds * 1_000;
  const isOpen = () => Date.now() + everyMs <= endAt && !request.signal.aborted;
  let readAt = new Date();
  let view = await read();
  while (isKnown(request, etagOf(view)) && !isTerminal(view.status) && isOpen()) {
    await sleep(everyMs);
    if (!(await hasNews(view, readAt))) continue;
    readAt = new Date();
    view = await read();
  }
  return view;
}
