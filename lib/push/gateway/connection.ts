import type { WebSocket } from "ws";
import type { Identity } from "@/lib/db/ws-tickets";
import type { StatusUpdate } from "@/lib/jobs/status-update";
import type { Listening } from "@/lib/push/listen";
import type { EndReason, Listener } from "@/lib/push/listener";

/** Bytes that may wait for a client that does not take them: some hundred updates. */
export const mostWaiting = 256 * 1024;

/** Why a connection is closed, as its client reads it: codes above 4000 are our own, the others those of RFC 6455. */
const closings = {
  revoked: { code: 4401, words: "signed out" },
  expired: { code: 4401, words: "the access token has run out" },
  too_old: { code: 4410, words: "too long ago: ask for everything anew, and connect without since" },
  slow: { code: 1013, words: "too slow: connect again with the last cursor" },
  shutdown: { code: 1001, words: "the gateway ends: connect again with the last cursor" },
  binary: { code: 1003, words: "no binary messages are taken" },
  chatty: { code: 1008, words: "too many messages: this connection only tells" },
} satisfies Record<EndReason, { code: number; words: string }> & Record<string, unknown>;

export type Closing = keyof typeof closings;

/** Opens the WebSocket of a connection; `null` where there is none to open any more, or its client was answered already. */
export type Open = (connection: Connection) => WebSocket | null;

/** One client that listens. The tail tells it, and `Connections` looks after it. */
export class Connection implements Listener {
  readonly userId: string;
  readonly sessionId: string | null;
  /** When it is closed at the latest, in milliseconds since 1970. */
  readonly endsAt: number;
  /** Why we began to close it, and when, in milliseconds since 1970; `null` before. */
  closing: { why: Closing; at: number } | null = null;
  /** Whether it has answered the last ping. */
  isAlive = true;
  /** Messages that it has sent since it was last pinged. */
  messages = 0;
  /** Told once that it is open, or will never be. */
  begun: (() => void) | null = null;
  /** Let go of once it is done: it holds on to all that came with the handshake. */
  #open: Open | null;
  #socket: WebSocket | null = null;
  #listening: Listening | null = null;
  #isOver = false;

  constructor(
    { userId, sessionId, endsAt }: Identity,
    readonly since: string | null,
    open: Open,
  ) {
    this.#open = open;
    this.userId = userId;
    this.sessionId = sessionId;
    this.endsAt = endsAt?.getTime() ?? Infinity;
  }

  /** The moment it hears is the moment it becomes a WebSocket: what is refused before, is refused over plain HTTP. */
  ready(cursor: string): void {
    this.#socket = this.#open?.(this) ?? null;
    this.#open = null;
    if (this.#socket) this.#say({ type: "connected", cursor });
    else this.over();
    this.#begin();
  }

  /** Nothing is said of it: whoever reads updates has no use for where the old ones end. */
  caughtUp(): void {}

  send(update: StatusUpdate, cursor: string): boolean {
    return this.#say({ type: "status_update", payload: update, cursor });
  }

  end(reason: EndReason): void {
    this.close(reason, Date.now());
  }

  /** Begins to close it; nothing is sent from now on. */
  close(why: Closing, now: number): void {
    if (this.closing) return;
    this.closing = { why, at: now };
    const { code, words } = closings[why];
    this.#socket?.close(code, words);
    this.over();
    this.#begin();
  }

  /** By this it hears; it stops as soon as the connection is over. */
  hearsBy(listening: Listening): void {
    this.#listening = listening;
    if (this.#isOver) listening.stop();
  }

  /** It hears nothing from now on. */
  over(): void {
    this.#isOver = true;
    this.#listening?.stop();
  }

  /** Whether it was ever let in. */
  get isOpened(): boolean {
    return this.#socket !== null;
  }

  #begin(): void {
    this.begun?.();
    this.begun = null;
  }

  /** False: it takes no more. */
  #say(message: object): boolean {
    const socket = this.#socket;
    if (!socket || this.#isOver || socket.readyState !== socket.OPEN) return false;
    if (socket.bufferedAmount > mostWaiting) return false;
    socket.send(JSON.stringify(message));
    return true;
  }
}
