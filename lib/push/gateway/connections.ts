import type { RawData, WebSocket } from "ws";
import { mostWaiting, type Connection } from "./connection";

/** How often all are looked at, in milliseconds. */
const sweepMs = 1_000;
/** How often each is pinged: one that has not answered by the next time is gone. */
const pingMs = 25_000;
/** How long a client may take to close what we close. */
const goodbyeMs = 1_000;
/** Messages that a client may send between two pings, although nobody reads them. */
const mostMessages = 100;

/** Every client that is connected. Handlers and timer are there once, for all of them together. */
export class Connections {
  readonly #open = new Map<WebSocket, Connection>();
  #timer: NodeJS.Timeout | undefined;
  #pingedAt = Date.now();

  get size(): number {
    return this.#open.size;
  }

  /** Looks after this client from now on, until it is gone. */
  add(socket: WebSocket, connection: Connection): void {
    this.#open.set(socket, connection);
    socket.on("message", this.#onMessage).on("pong", this.#onPong);
    // What goes wrong is followed by its end.
    socket.on("error", ignore).on("close", this.#onClose);
    this.#timer ??= setInterval(() => this.sweep(Date.now()), sweepMs).unref();
  }

  /** Closes what has run out, pings the others, and drops whoever takes nothing or does not close. */
  sweep(now: number): void {
    const isRound = now - this.#pingedAt >= pingMs;
    if (isRound) this.#pingedAt = now;
    for (const [socket, connection] of this.#open) {
      if (connection.closing) {
        if (now - connection.closing.at >= goodbyeMs) socket.terminate();
      } else if (connection.endsAt <= now) connection.close("expired", now);
      // Answers to its own pings may wait there, too.
      else if (socket.bufferedAmount > mostWaiting) connection.close("slow", now);
      else if (isRound) ping(socket, connection);
    }
  }

  /** Closes all of them, and resolves once they are gone. */
  async closeAll(): Promise<void> {
    const gone = [...this.#open].map(([socket, connection]) => {
      connection.close("shutdown", Date.now());
      return new Promise<void>((resolve) => void socket.once("close", () => resolve()));
    });
    const insist = setTimeout(() => {
      for (const socket of this.#open.keys()) socket.terminate();
    }, goodbyeMs);
    await Promise.all(gone);
    clearTimeout(insist);
  }

  readonly #onMessage = this.#handler((connection, _socket, _data: RawData, isBinary: boolean) => {
    if (isBinary) connection.close("binary", Date.now());
    else if (++connection.messages > mostMessages) connection.close("chatty", Date.now());
  });

  readonly #onPong = this.#handler((connection) => {
    connection.isAlive = true;
  });

  readonly #onClose = this.#handler((connection, socket) => {
    connection.over();
    this.#open.delete(socket);
    if (this.#open.size > 0) return;
    clearInterval(this.#timer);
    this.#timer = undefined;
  });

  /** One that all sockets share, and that finds whose it was called for. */
  #handler<Rest extends unknown[]>(
    handle: (connection: Connection, socket: WebSocket, ...rest: Rest) => void,
  ): (this: WebSocket, ...rest: Rest) => void {
    const open = this.#open;
    return function shared(...rest) {
      const connection = open.get(this);
      if (connection) handle(connection, this, ...rest);
    };
  }
}

function ping(socket: WebSocket, connection: Connection): void {
  if (!connection.isAlive) return socket.terminate();
  connection.isAlive = false;
  connection.messages = 0;
  socket.ping();
}

function ignore(): void {}
