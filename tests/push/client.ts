import { StatusUpdate } from "@/lib/jobs/status-update";

/** What a client of any transport does with a connection, once it has one. */
export interface Heard {
  update(given: unknown, cursor: string): void;
  /** It is connected, and goes on from this cursor. */
  place(cursor: string): void;
  /** The connection is gone, or was refused. */
  lost(refusal: string | null): void;
}

/** Opens a connection that goes on from `since`; what it returns cuts it. */
export type Connect = (since: string | null, heard: Heard) => () => void;

/** Somebody who listens, and comes back as often as the line is cut, to go on where it was. */
export interface Client {
  /** Once it is connected for the first time. */
  readonly isConnected: boolean;
  readonly userId: string;
  /** The updates that were new to it, as they came. */
  readonly updates: readonly StatusUpdate[];
  readonly repeats: number;
  readonly connections: number;
  /** Why it was sent away for good, where it was. */
  readonly refusals: readonly string[];
  cut(): void;
  close(): void;
}

/** `dice` gives numbers in [0, 1): how long it waits before it comes back, and when it cuts the line itself. */
export function startClient(
  userId: string,
  connect: Connect,
  dice: () => number,
  cutsAfter: readonly number[],
): Client {
  const ids = new Set<number>();
  const updates: StatusUpdate[] = [];
  const refusals: string[] = [];
  const counted = { repeats: 0, connections: 0, frames: 0 };
  const cuts = new Set(cutsAfter);
  let since: string | null = null;
  let disconnect: (() => void) | null = null;
  let isClosed = false;
  let again: NodeJS.Timeout | undefined;
  let failures = 0;

  function open(): void {
    let isOpen = true;
    const heard: Heard = {
      place(cursor) {
        if (isOpen) since = cursor;
        failures = 0;
      },
      update(given, cursor) {
        // What was on its way when the line was cut has not come.
        if (!isOpen) return;
        const update = StatusUpdate.parse(given);
        since = cursor;
        if (ids.has(update.id)) counted.repeats++;
        else updates.push(update);
        ids.add(update.id);
        if (cuts.delete(++counted.frames)) drop();
      },
      lost(refusal) {
        if (refusal !== null) refusals.push(refusal);
        drop();
      },
    };
    const close = connect(since, heard);
    const drop = (): void => {
      if (!isOpen) return;
      isOpen = false;
      close();
      disconnect = null;
      if (!isClosed) again = setTimeout(open, (30 + dice() * 300) * 2 ** Math.min(3, failures++));
    };
    counted.connections++;
    disconnect = drop;
  }
  open();
  return {
    userId,
    updates,
    refusals,
    get isConnected() {
      return since !== null;
    },
    get repeats() {
      return counted.repeats;
    },
    get connections() {
      return counted.connections;
    },
    cut: () => disconnect?.(),
    close() {
      isClosed = true;
      clearTimeout(again);
      disconnect?.();
    },
  };
}
