import type { StatusUpdate } from "@/lib/jobs/status-update";
import { listen } from "@/lib/push/listen";
import type { EndReason, Listener } from "@/lib/push/listener";

/** A listener that keeps what it is told. */
export interface Hearing {
  /** What it was told, with the cursor behind each. */
  heard: Array<{ update: StatusUpdate; cursor: string }>;
  ids(): number[];
  /** When each update was told, by its id, by `performance.now()`. */
  at: Map<number, number>;
  calls: string[];
  ended: EndReason | null;
  /** The cursor it was given last, with an update or without. */
  cursor: string;
  isCaughtUp: Promise<void>;
  stop(): void;
  position(): string;
}

/** Listens as this user, from a cursor or from now on. */
export async function hear(userId: string, more: Partial<Listener> = {}): Promise<Hearing> {
  const caughtUp = Promise.withResolvers<void>();
  const hearing: Hearing = {
    heard: [],
    ids: () => hearing.heard.map(({ update }) => update.id),
    at: new Map(),
    calls: [],
    ended: null,
    cursor: "",
    isCaughtUp: caughtUp.promise,
    stop: () => {},
    position: () => "",
  };
  const listening = await listen({
    userId,
    sessionId: null,
    since: null,
    ready(cursor) {
      hearing.calls.push("ready");
      hearing.cursor = cursor;
    },
    caughtUp(cursor) {
      hearing.calls.push("caughtUp");
      hearing.cursor = cursor;
      caughtUp.resolve();
    },
    send(update, cursor) {
      hearing.heard.push({ update, cursor });
      hearing.at.set(update.id, performance.now());
      hearing.cursor = cursor;
      return true;
    },
    end(reason) {
      hearing.ended = reason;
      hearing.calls.push(`end ${reason}`);
      caughtUp.resolve();
    },
    ...more,
  });
  return Object.assign(hearing, listening);
}
