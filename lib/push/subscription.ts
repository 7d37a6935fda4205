import type { StatusUpdate } from "@/lib/jobs/status-update";
import { errorFields, log } from "@/lib/log";
import { Coalescer, type Told } from "./coalesce";
import { atLeast, cursorText, isVisible, later, type Position, type Snapshot } from "./cursor";
import type { EndReason, Listener } from "./listener";

/** An update as it arrives: in a batch that ends at `place.until`, written by transaction `xid`. */
export interface Arrival extends Told<Position> {
  xid: number;
}

/** So many updates are kept for a listener that is still being told what it missed; for more, it is told those anew. */
const mostMissed = 1_000;

/**
 * One listener, and how far it has come. First it is told what it missed, while what arrives meanwhile is kept; then what
 * arrives, without what it was told already.
 */
export class Subscription {
  readonly listener: Listener;
  /** The place from which on it is told. */
  readonly start: Position;
  /** That of the ledger, as all its places are. */
  readonly epoch: string;
  readonly #coalescer = new Coalescer<Position>();
  /** What this shows has been told, whatever arrives. */
  #floor: Snapshot;
  /** The place behind all that has been told or replaced. */
  #told: Position;
  /** What arrived while it was being told what it missed; `null` once it is told what arrives. */
  #missed: Arrival[] | null = [];
  #isMissingMore = false;
  #timer: NodeJS.Timeout | undefined;
  #isOver = false;
  #isTelling = false;

  readonly #left: (subscription: Subscription) => void;

  /** `left` is called once it is over. */
  constructor(
    listener: Listener,
    epoch: string,
    start: Position,
    left: (subscription: Subscription) => void,
  ) {
    this.listener = listener;
    this.start = start;
    this.#left = left;
    this.epoch = epoch;
    this.#floor = start.base;
    this.#told = start;
  }

  get isOver(): boolean {
    return this.#isOver;
  }

  /** Nothing is told from now on. */
  stop(): void {
    this.#isOver = true;
    clearTimeout(this.#timer);
    this.#missed = null;
    this.#left(this);
  }

  end(reason: EndReason): void {
    if (this.#isOver) return;
    this.stop();
    this.#guarded(() => this.listener.end(reason));
  }

  ready(): void {
    this.#guarded(() => this.listener.ready(cursorText(this.epoch, this.#told)));
  }

  /** An update that the tail brings. */
  arrive(arrival: Arrival): void {
    if (this.#isOver || !this.#isMeant(arrival.update)) return;
    if (!this.#missed) return this.#take(arrival);
    if (this.#missed.length >= mostMissed) {
      this.#missed = [];
      this.#isMissingMore = true;
    }
    this.#missed.push(arrival);
  }

  /** An update out of what it missed. */
  replay(update: StatusUpdate, place: Position): void {
    if (!this.#isOver && this.#isMeant(update)) this.#offer(update, place);
  }

  /**
   * It has been told all up to this place. Returns false where so much arrived meanwhile that it has to be told what it missed
   * since then.
   */
  catchUp(place: Position): boolean {
    this.#floor = later(this.#floor, place.base);
    if (this.#isMissingMore) {
      this.#isMissingMore = false;
      this.#missed = [];
      return false;
    }
    const arrived = this.#missed ?? [];
    this.#missed = null;
    this.#tell(this.#coalescer.flush(performance.now()));
    if (this.#isOver) return true;
    this.#told = place;
    this.#guarded(() => this.listener.caughtUp(cursorText(this.epoch, this.#told)));
    for (const arrival of arrived) if (!this.#isOver) this.#take(arrival);
    return true;
  }

  /** The cursor that resumes behind all that was told, where the tail is at `tail`. */
  cursor(tail: Position | null): string {
    const isBehind = this.#missed !== null || this.#isTelling || this.#coalescer.dueAt < Infinity;
    return cursorText(
      this.epoch,
      isBehind || this.#isOver || !tail ? this.#told : atLeast(tail, this.#floor),
    );
  }

  #take({ update, xid, place }: Arrival): void {
    if (isVisible(xid, this.#floor)) return;
    this.#offer(update, atLeast(place, this.#floor));
  }

  #isMeant({ jobId }: StatusUpdate): boolean {
    return this.listener.jobId === undefined || this.listener.jobId === jobId;
  }

  #offer(update: StatusUpdate, place: Position): void {
    const now = performance.now();
    this.#tell(this.#coalescer.offer(update, place, now));
    if (this.#isOver || this.#coalescer.dueAt === Infinity || this.#timer) return;
    this.#timer = setTimeout(() => this.#tellHeld(), this.#coalescer.dueAt - now);
    this.#timer.unref();
  }

  /** The timer may be of what was told since, with something else: what is not due yet waits on. */
  #tellHeld(): void {
    this.#timer = undefined;
    const left = this.#coalescer.dueAt - performance.now();
    if (left <= 0) return this.#tell(this.#coalescer.flush(performance.now()));
    if (left === Infinity) return;
    this.#timer = setTimeout(() => this.#tellHeld(), left);
    this.#timer.unref();
  }

  #tell(told: ReadonlyArray<Told<Position>>): void {
    this.#isTelling = true;
    for (const { update, place } of told) {
      if (this.#isOver) break;
      this.#told = place;
      this.#guarded(() => {
        if (!this.listener.send(update, cursorText(this.epoch, place))) this.end("slow");
      });
    }
    this.#isTelling = false;
  }

  /** One listener that throws must not keep the others from being told. */
  #guarded(call: () => void): void {
    try {
      call();
    } catch (error) {
      log("error", "a listener failed", errorFields(error));
      this.end("slow");
    }
  }
}
