import { Connection } from "./connection";
import {
  beatMs,
  openChannel,
  restAfterMs,
  type HostKind,
  type HostMessage,
  type Place,
  type TabMessage,
} from "./messages";
import { randomId } from "@/hooks/random-id";
import type { MakeSource } from "./source";
import { liveSource } from "./live-source";

/** Tells all tabs of one person what the one connection says, while any of them is looked at. */
export class Hub {
  readonly #id = randomId();
  readonly #connection: Connection;
  readonly #host: HostKind;
  readonly #post: (message: HostMessage) => void;
  #beat: ReturnType<typeof setInterval> | undefined;
  #lookedAtUntil = 0;
  #tickedAt = 0;

  constructor(
    userId: string,
    host: HostKind,
    place: Place | null,
    makeSource: MakeSource,
    post: (message: HostMessage) => void,
  ) {
    this.#host = host;
    this.#post = post;
    this.#connection = new Connection(makeSource, userId, place, {
      onUpdate: (update, cursor) => post({ from: "host", id: this.#id, kind: "update", update, cursor }),
      onState: (state) => {
        if (state === "over") this.#stopBeating();
        this.#tellState();
      },
    });
    // Whoever made this is looking.
    this.#seen(false);
  }

  hear(message: TabMessage): void {
    if (message.kind === "end") return this.#rest("over");
    // Only a tab that begins anew may know of another session.
    if (message.kind === "awake" && this.#connection.state === "over") return this.#tellState();
    this.#seen(message.kind === "awake" && message.isBack);
    this.#tellState();
  }

  stop(): void {
    this.#rest("opening");
  }

  #seen(isBack: boolean): void {
    this.#lookedAtUntil = Date.now() + restAfterMs;
    if (this.#beat === undefined) {
      this.#tickedAt = Date.now();
      this.#beat = setInterval(() => this.#tick(), beatMs);
      this.#connection.open();
    } else if (isBack) this.#connection.renew();
  }

  #tick(): void {
    // While the machine slept no tab could say that it is looked at.
    const sleptMs = Math.max(0, Date.now() - this.#tickedAt - beatMs);
    this.#tickedAt += beatMs + sleptMs;
    this.#lookedAtUntil += sleptMs;
    if (Date.now() > this.#lookedAtUntil) return this.#rest("opening");
    this.#connection.look();
    this.#tellState();
  }

  #rest(state: "opening" | "over"): void {
    this.#stopBeating();
    this.#connection.rest(state);
  }

  #stopBeating(): void {
    clearInterval(this.#beat);
    this.#beat = undefined;
  }

  #tellState(): void {
    const { state, place, isWatched } = this.#connection;
    this.#post({ from: "host", id: this.#id, kind: "state", host: this.#host, state, isWatched, ...place });
  }
}

/** Runs a hub for one person's tabs until what it returns is called. */
export function runHub(userId: string, host: HostKind, place: Place | null): () => void {
  const channel = openChannel(userId, (message) => {
    if (message.from === "tab") hub.hear(message);
  });
  const hub = new Hub(userId, host, place, liveSource, channel.post);
  return () => {
    hub.stop();
    channel.close();
  };
}
