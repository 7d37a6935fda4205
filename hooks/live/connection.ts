import type { StatusUpdate } from "@/lib/jobs/status-update";
import { ApiError, isSignedOut } from "@/hooks/api";
import { randomId } from "@/hooks/random-id";
import { recoverAfter } from "@/hooks/schedule";
import type { ConnectionState, Place } from "./messages";
import type { LiveSource, MakeSource, SourceState } from "./source";
import { StreamEnded } from "./stream-source";

/** The other end says something every 15 s: whoever hears nothing for two such whiles is connected no more. */
const silenceMs = 32_000;
/** Time that passed unseen: the machine slept, and what was open then is not now. */
const sleptMs = 30_000;
/** One that ends sooner than this counts as a failure. */
const soundMs = 10_000;
/** A server that ends its stream has it opened again at once: until it takes longer than this nobody need know. */
const graceMs = 2_500;
/** What is refused for good may be a server that is older than this page, for a while. */
const refusedMs = 60_000;
const renewAtMostEveryMs = 5_000;

interface Listener {
  onUpdate(update: StatusUpdate, cursor: string | null): void;
  onState(state: ConnectionState): void;
}

/** Keeps a source open for one person: opens another one whenever it ends, where the last left off. */
export class Connection {
  readonly #makeSource: MakeSource;
  readonly #userId: string;
  readonly #listener: Listener;
  #source: LiveSource | null = null;
  #state: ConnectionState = "opening";
  #place: Place;
  #isWatched = false;
  #failures = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #grace: ReturnType<typeof setTimeout> | undefined;
  #openedAt = 0;
  #liveAt: number | null = null;
  #heardAt = 0;
  #lookedAt = 0;

  constructor(makeSource: MakeSource, userId: string, place: Place | null, listener: Listener) {
    this.#makeSource = makeSource;
    this.#userId = userId;
    this.#listener = listener;
    this.#place = place ?? { cursor: null, era: randomId() };
  }

  get state(): ConnectionState {
    return this.#state;
  }

  get place(): Place {
    return this.#place;
  }

  /** Whether whoever tells us looks at jobs that are due. */
  get isWatched(): boolean {
    return this.#isWatched;
  }

  /** Opens the source now, whatever was planned. */
  open(): void {
    this.#drop();
    // Until it is through, nothing is told as it happens.
    if (this.#state === "live" || this.#state === "over") this.#change("opening");
    const source = this.#makeSource({
      onUpdate: (update, cursor) => this.#take(source, update, cursor),
      onCursor: (cursor) => {
        if (source === this.#source) this.#place = { ...this.#place, cursor };
      },
      onState: (state) => this.#hear(source, state),
      onSign: () => (this.#heardAt = Date.now()),
    });
    this.#source = source;
    this.#openedAt = this.#heardAt = this.#lookedAt = Date.now();
    source.open(this.#place.cursor);
  }

  /** Lets go of the source until it is opened again: nobody looks, or (`over`) nobody may. */
  rest(state: "opening" | "over"): void {
    this.#drop();
    this.#failures = 0;
    this.#show(state);
  }

  /** The network may be another one. */
  renew(): void {
    if (this.#state === "over" || Date.now() - this.#openedAt < renewAtMostEveryMs) return;
    this.#failures = 0;
    this.open();
  }

  /** To be called every few seconds: notices a connection that only seems to be open. */
  look(): void {
    const now = Date.now();
    const slept = now - this.#lookedAt > sleptMs;
    this.#lookedAt = now;
    if (!this.#source) return;
    if (slept) this.open();
    else if (now - this.#heardAt > silenceMs) this.#end(new StreamEnded("silent"));
  }

  #take(source: LiveSource, update: StatusUpdate, cursor: string | null): void {
    if (source !== this.#source) return;
    // Somebody else signed in with this browser: what is theirs is none of these tabs' business.
    if (update.userId !== this.#userId) return this.rest("over");
    if (cursor !== null) this.#place = { ...this.#place, cursor };
    this.#listener.onUpdate(update, cursor);
  }

  #hear(source: LiveSource, heard: SourceState): void {
    if (source !== this.#source) return;
    if (heard.state === "ended") return this.#end(heard.error);
    if (heard.state === "catching_up") {
      const isOurs = heard.userId === null || heard.userId === this.#userId;
      return isOurs ? this.#change("catching_up") : this.rest("over");
    }
    if (!heard.isWhole) this.#place = { ...this.#place, era: randomId() };
    this.#isWatched = heard.isWatched;
    this.#liveAt = Date.now();
    this.#change("live");
  }

  #end(error: unknown): void {
    const wasSound = this.#liveAt !== null && Date.now() - this.#liveAt > soundMs;
    this.#drop();
    if (isSignedOut(error)) return this.#show("over");
    const isLost = this.#place.cursor !== null && hasNoWayOn(error);
    // Now, and not once it is live: another may go on from here before.
    if (isLost) this.#place = { cursor: null, era: randomId() };
    const isSoon = wasSound || isLost;
    const wait = isSoon
      ? Math.random() * 1_000
      : (recoverAfter(error, this.#failures, Math.random()) ?? refusedMs);
    this.#failures = isSoon ? 0 : this.#failures + 1;
    if (isSoon) this.#change("opening");
    else this.#show("down");
    this.#timer = setTimeout(() => this.open(), wait);
  }

  #drop(): void {
    clearTimeout(this.#timer);
    this.#source?.close();
    this.#source = null;
    this.#liveAt = null;
  }

  /** Who has been live stays so while it is opened again, for a moment. */
  #change(state: ConnectionState): void {
    if (this.#state !== "live" || state === "live") return this.#show(state);
    this.#grace ??= setTimeout(() => this.#show(this.#source ? "catching_up" : "down"), graceMs);
  }

  #show(state: ConnectionState): void {
    clearTimeout(this.#grace);
    this.#grace = undefined;
    this.#state = state;
    this.#listener.onState(state);
  }
}

/** Whether there is no going on from where we were. */
function hasNoWayOn(error: unknown): boolean {
  if (error instanceof StreamEnded) return error.reason === "too_old";
  return error instanceof ApiError && error.code === "invalid_cursor";
}
