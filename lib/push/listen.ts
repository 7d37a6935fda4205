import { env } from "@/lib/env";
import { InvalidCursor, readCursor, type Position } from "./cursor";
import type { Listener } from "./listener";
import { isLive } from "./live-sessions";
import { missedSince, replay } from "./replay";
import { Subscription } from "./subscription";
import { endEach, join, leave, startTail, subscriptionsOf, tailPosition } from "./tail";

/** So many of one user wait for one job each, with one process. */
const mostWaiting = 100;

export interface Listening {
  /** It hears nothing from now on, not even its end. */
  stop(): void;
  /** The cursor that resumes behind all that was sent so far; for a quiet listener it moves on as the ledger does. */
  position(): string;
}

/** There are as many listeners as one user, or one process, may have. */
export class TooManyListeners extends Error {
  override readonly name = "TooManyListeners";
  readonly code = "too_many_listeners";
  readonly retryAfterSeconds = 10;
}

/**
 * Tells a listener what is written about its user's jobs, from `since` on, until it is stopped or ended; it is called for the
 * first time after this has returned. Throws `InvalidCursor`, `TooManyListeners`, and `DatabaseError` where the ledger cannot
 * be read at all.
 */
export async function listen(listener: Listener): Promise<Listening> {
  const since = listener.since === null ? null : readCursor(listener.since);
  requirePlace(listener);
  const isWelcome = listener.sessionId === null || (await isLive(listener.sessionId));
  const { epoch, position } = await startTail();
  requirePlace(listener);
  if (since && since.epoch !== epoch) throw restored();
  const subscription = new Subscription(listener, epoch, since?.position ?? position, leave);
  const begin = isWelcome
    ? await beginning(subscription, since?.position)
    : () => subscription.end("revoked");
  setImmediate(() => !subscription.isOver && begin());
  return {
    stop: () => subscription.stop(),
    position: () => subscription.cursor(tailPosition()),
  };
}

/** Joins those who are told; returns what tells it that it is one of them, and what it missed. */
async function beginning(subscription: Subscription, since: Position | undefined): Promise<() => void> {
  join(subscription);
  if (!since) {
    const { start } = subscription;
    return () => {
      subscription.ready();
      if (!subscription.catchUp(start)) subscription.end("slow");
    };
  }
  try {
    const first = await missedSince(subscription.listener.userId, since);
    if (first.isAhead) throw new InvalidCursor("The cursor is of a time that has not come yet.");
    if (first.epoch !== subscription.epoch) throw restored();
    return () => {
      subscription.ready();
      void replay(subscription, since, first);
    };
  } catch (error) {
    subscription.stop();
    throw error;
  }
}

/** Ends every listener of this process. */
export function endAll(reason: "shutdown"): void {
  endEach(reason);
}

function restored(): InvalidCursor {
  return new InvalidCursor("The ledger was restored since.");
}

/** Who waits for one job only is bounded by its request, and takes no place from those who stay. */
function requirePlace({ userId, jobId }: Listener): void {
  const { PUSH_MAX, PUSH_MAX_PER_USER } = env();
  const isFull =
    jobId === undefined
      ? countOf(userId, false) >= PUSH_MAX_PER_USER || countOf(undefined, false) >= PUSH_MAX
      : countOf(userId, true) >= mostWaiting;
  if (isFull)
    throw new TooManyListeners("There are as many live connections as there may be. Try again in a moment.");
}

/** How many of one user, or of all, wait for one job, or stay. */
function countOf(userId: string | undefined, isOfOneJob: boolean): number {
  let count = 0;
  for (const { listener } of subscriptionsOf(userId))
    if ((listener.jobId !== undefined) === isOfOneJob) count += 1;
  return count;
}
