import { readTail, settleLedger, type Tail } from "@/lib/db/ledger-tail";
import { ledgerGrew } from "@/lib/db/ledger-writes";
import { errorFields, logSeldom } from "@/lib/log";
import { behind, readSnapshot, snapshotText, type Position, type Snapshot } from "./cursor";
import type { EndReason } from "./listener";
import { toStatusUpdate } from "./status-update";
import { endUnconfirmed } from "./live-sessions";
import type { Subscription } from "./subscription";

/** How often the ledger is read while anybody listens, in milliseconds. */
const everyMs = 1_000;
/** What is written at once is read at once: so long after the first who says that something was. */
const gatherMs = 20;
/** How long it is left alone at most, while the database is away. */
const longestPauseMs = 5_000;
/** Whoever listens is told to come again once it could not be read for so long: silence must not pass for nothing new. */
const mostUnreadMs = 6_000;
/** Rows read at once. */
const pageSize = 300;
/** After a restore, rows that are made rows of before at once. */
const settledAtOnce = 5_000;
/** So many transactions behind the present one, each look goes through what was written since one that is still open. */
const farBehind = 10_000;
/** A job that stays due though it was told of is told of again after so long. */
const dueAgainMs = 5_000;

/** The one reader of the ledger in this process. */
interface Tailing {
  subscriptions: Set<Subscription>;
  byUser: Map<string, Set<Subscription>>;
  /** How far it has read; `null` while nobody listens. */
  at: { epoch: string; position: Position } | null;
  starting: Promise<void> | null;
  isReading: boolean;
  /** Somebody said so while it was reading. */
  isWokenAgain: boolean;
  timer: NodeJS.Timeout | undefined;
  /** When the timer is due, by `performance.now()`. */
  timerAt: number;
  failures: number;
  queries: number;
  lastReadAt: number | null;
  tellDue: (jobIds: string[]) => void;
  /** When jobs were last told to be due, by id and since when they are. */
  dueToldAt: Map<string, number>;
}

/** On the global object, since Next bundles routes and instrumentation apart. */
const key = Symbol.for("darkroom.tail");
const shared = globalThis as { [key]?: Tailing };

function tailing(): Tailing {
  return (shared[key] ??= {
    subscriptions: new Set(),
    byUser: new Map(),
    at: null,
    starting: null,
    isReading: false,
    isWokenAgain: false,
    timer: undefined,
    timerAt: Infinity,
    failures: 0,
    queries: 0,
    lastReadAt: null,
    tellDue: () => {},
    dueToldAt: new Map(),
  });
}

/** Where the tail is; it begins to read where nobody listened before. Throws `DatabaseError`. */
export async function startTail(): Promise<{ epoch: string; position: Position }> {
  const tail = tailing();
  if (!tail.at) {
    tail.starting ??= start(tail).finally(() => (tail.starting = null));
    // Another's failure is told by one's own: its class may be that of another bundle.
    const isStarted = await tail.starting.then(
      () => true,
      () => false,
    );
    if (!isStarted || !tail.at) await start(tail);
  }
  if (!tail.at) throw new Error("the tail has no place");
  return tail.at;
}

async function start(tail: Tailing): Promise<void> {
  let first = await read(tail, null);
  if (first.isForeign) {
    await settle(false);
    first = await read(tail, null);
  }
  // Whoever started it meanwhile has told more.
  if (tail.at) return;
  tail.at = { epoch: first.epoch, position: behind(readSnapshot(first.now)) };
  tail.failures = 0;
  lookIn(tail, everyMs);
}

/** From now on, what is written is told to this subscription, until it is over. */
export function join(subscription: Subscription): void {
  const { subscriptions, byUser } = tailing();
  const { userId } = subscription.listener;
  subscriptions.add(subscription);
  byUser.set(userId, (byUser.get(userId) ?? new Set()).add(subscription));
}

export function leave(subscription: Subscription): void {
  const { subscriptions, byUser } = tailing();
  const { userId } = subscription.listener;
  const others = byUser.get(userId);
  subscriptions.delete(subscription);
  others?.delete(subscription);
  if (others?.size === 0) byUser.delete(userId);
}

/** All that listen, of one user or of all. */
export function subscriptionsOf(userId?: string): ReadonlySet<Subscription> {
  const { subscriptions, byUser } = tailing();
  return userId === undefined ? subscriptions : (byUser.get(userId) ?? new Set());
}

/** How far the tail has read; `null` while nobody listens. */
export function tailPosition(): Position | null {
  return tailing().at?.position ?? null;
}

export function endEach(reason: EndReason): void {
  for (const subscription of tailing().subscriptions) subscription.end(reason);
}

/** The ledger has grown, or may have: it is read at once, if anybody listens. */
export function wakeTail(): void {
  const tail = tailing();
  if (!tail.at) return;
  if (tail.isReading) tail.isWokenAgain = true;
  else if (tail.timerAt > performance.now() + gatherMs) lookIn(tail, gatherMs);
}

/** Who checks the jobs of watching users that are due, 20 ids at most each time; the last one who asked for it. */
export function onDue(tell: (jobIds: string[]) => void): void {
  tailing().tellDue = tell;
}

/** How many listen, how often the tail has read the ledger, and when it last did, in milliseconds since 1970. */
export function tailFigures(): { listeners: number; queries: number; lastReadAt: number | null } {
  const { subscriptions, queries, lastReadAt } = tailing();
  return { listeners: subscriptions.size, queries, lastReadAt };
}

function lookIn(tail: Tailing, ms: number): void {
  clearTimeout(tail.timer);
  tail.timerAt = performance.now() + ms;
  tail.timer = setTimeout(() => void look(tail), ms);
  tail.timer.unref();
}

/** One look at the ledger, and when the next one is due. Never fails. */
async function look(tail: Tailing): Promise<void> {
  tail.timerAt = Infinity;
  if (tail.subscriptions.size === 0) {
    tail.at = null;
    return;
  }
  tail.isReading = true;
  tail.isWokenAgain = false;
  let pauseMs = everyMs;
  try {
    await readOn(tail);
    tail.failures = 0;
  } catch (error) {
    pauseMs = Math.min(longestPauseMs, 250 * 2 ** tail.failures++);
    logSeldom("warn", "the ledger could not be read; what is missed is told later", errorFields(error));
    if (Date.now() - (tail.lastReadAt ?? 0) > mostUnreadMs) endEach("shutdown");
  }
  tail.isReading = false;
  void endUnconfirmed(tail.subscriptions);
  if (tail.at) lookIn(tail, tail.isWokenAgain ? gatherMs : pauseMs);
}

/** Tells all that was written since the last look, page by page. */
async function readOn(tail: Tailing): Promise<void> {
  for (;;) {
    const { at } = tail;
    if (!at) return;
    const page = await read(tail, at.position);
    if (page.isForeign || page.isAhead || page.epoch !== at.epoch) return restored(tail, page);
    const { base, until } = at.position;
    const batch = until ?? readSnapshot(page.now);
    warnOfOpen(batch);
    if (page.rows.count > 0) ledgerGrew(page.rows.jobIds);
    for (const row of page.rows.read) {
      const place = { base, until: batch, id: row.id };
      tell(tail, row, place);
      tail.at = { ...at, position: place };
    }
    tellDue(tail, page.due);
    const isFull = page.rows.count === pageSize;
    const place = isFull ? { base, until: batch, id: page.rows.lastId } : behind(batch);
    tail.at = { ...at, position: place };
    // Behind pages that were full more may have been written since their snapshot.
    if (!isFull && until === null) return;
  }
}

function warnOfOpen({ xmin, xmax }: Snapshot): void {
  if (xmax - xmin < farBehind) return;
  logSeldom("warn", "a transaction has been open for long, and makes every look at the ledger longer", {
    xid: xmin,
  });
}

function tell(tail: Tailing, row: Tail["rows"]["read"][number], place: Position): void {
  const listeners = tail.byUser.get(row.userId);
  if (!listeners) return;
  const update = toStatusUpdate(row);
  for (const subscription of listeners) subscription.arrive({ update, xid: row.xid, place });
}

function tellDue(tail: Tailing, due: Tail["due"]): void {
  const now = performance.now();
  for (const [name, toldAt] of tail.dueToldAt) if (now - toldAt >= dueAgainMs) tail.dueToldAt.delete(name);
  const news = due.filter(({ id, at }) => !tail.dueToldAt.has(`${id} ${at}`));
  for (const { id, at } of news) tail.dueToldAt.set(`${id} ${at}`, now);
  if (news.length > 0) tail.tellDue(news.map(({ id }) => id));
}

/** Places in the ledger mean nothing any more: whoever listens comes again, without one. */
async function restored(tail: Tailing, { isForeign, isAhead }: Tail): Promise<void> {
  logSeldom("warn", "the ledger was restored, or put back in time: whoever listens begins anew");
  if (isForeign || isAhead) await settle(isAhead);
  tail.at = null;
  endEach("too_old");
}

async function settle(isBackInTime: boolean): Promise<void> {
  let isBack = isBackInTime;
  while ((await settleLedger(settledAtOnce, isBack)) === settledAtOnce) isBack = false;
}

async function read(tail: Tailing, position: Position | null): Promise<Tail> {
  const place = position && {
    base: snapshotText(position.base),
    until: position.until && snapshotText(position.until),
    after: position.id,
  };
  const watched = new Set<string>();
  for (const { listener } of tail.subscriptions) if (listener.isWatching) watched.add(listener.userId);
  tail.queries++;
  const page = await readTail(place, pageSize, [...watched]);
  tail.lastReadAt = Date.now();
  return page;
}
