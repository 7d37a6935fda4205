import pLimit from "p-limit";
import { readReplay, type Replayed } from "@/lib/db/ledger-tail";
import { errorFields, log } from "@/lib/log";
import { behind, readSnapshot, snapshotText, type Position } from "./cursor";
import { toStatusUpdate } from "./status-update";
import type { Subscription } from "./subscription";

/** Rows read at once. */
const pageSize = 200;
/** Whoever missed more than so many updates is better off with looking at everything anew. */
const mostReplayed = 5_000;
/** After a restart everybody comes again at once: so many are told what they missed at a time. */
const fewAtOnce = pLimit(8);

/** A page of what a user has missed since a place. Throws `DatabaseError`. */
export function missedSince(userId: string, { base, until, id }: Position): Promise<Replayed> {
  const place = { base: snapshotText(base), until: until && snapshotText(until), after: id };
  return fewAtOnce(() => readReplay(userId, place, pageSize));
}

/**
 * Tells a subscription what it missed since a place, of which `first` is the first page, and then lets it be told what
 * arrives. Never fails: where the database goes away meanwhile, it is ended, and comes again.
 */
export async function replay(subscription: Subscription, since: Position, first: Replayed): Promise<void> {
  const { userId } = subscription.listener;
  let at = since;
  let page = first;
  let told = 0;
  try {
    for (;;) {
      // The tail has found that out as well, or is about to.
      if (page.isAhead || page.epoch !== subscription.epoch) return subscription.end("too_old");
      const until = at.until ?? readSnapshot(page.now);
      for (const row of page.rows.read)
        subscription.replay(toStatusUpdate(row), { base: at.base, until, id: row.id });
      told += page.rows.count;
      if (told > mostReplayed) subscription.end("too_old");
      if (page.rows.count === pageSize) at = { base: at.base, until, id: page.rows.lastId };
      else {
        const isAll = at.until === null;
        at = behind(until);
        if (isAll && subscription.catchUp(at)) return;
      }
      if (subscription.isOver) return;
      page = await missedSince(userId, at);
    }
  } catch (error) {
    log("warn", "a listener could not be told what it missed", errorFields(error));
    subscription.end("shutdown");
  }
}
