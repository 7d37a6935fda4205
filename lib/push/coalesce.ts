import { endsJob, type StatusUpdate } from "@/lib/jobs/status-update";

/** An update, and the place behind it. */
export interface Told<Place> {
  update: StatusUpdate;
  place: Place;
}

/** One listener hears of one job in one status no more often than this, in milliseconds. */
export const windowMs = 250;

/**
 * Keeps a listener from hearing more than it can use. An update of a job that was told of less than `windowMs` ago, in the
 * same status and attempt, is held, and replaced by what comes next of that job; a change of status is told at once, and so
 * is the end. Whatever is told, what is held of other jobs is told before it: so all that came before an update has been told
 * or replaced once it is told, and its place is one to resume from. Times are milliseconds of one clock.
 */
export class Coalescer<Place> {
  /** When each job was last told of, and as what; what is older than the window makes no difference, and is forgotten. */
  readonly #last = new Map<string, { status: string; attempt: number; at: number }>();
  /** In the order in which they came. */
  readonly #held = new Map<string, Told<Place>>();
  #dueAt = Infinity;

  /** When what is held has to be told; `Infinity` while nothing is. */
  get dueAt(): number {
    return this.#dueAt;
  }

  /** Takes an update that came at `now`; returns what is to be told now, in order. */
  offer(update: StatusUpdate, place: Place, now: number): Array<Told<Place>> {
    const { jobId, status, attempt } = update;
    const last = this.#last.get(jobId);
    this.#held.delete(jobId);
    const isMore = last?.status === status && last.attempt === attempt && !endsJob(update);
    if (!isMore || now - last.at >= windowMs) {
      this.#held.set(jobId, { update, place });
      return this.flush(now);
    }
    this.#held.set(jobId, { update, place });
    this.#dueAt = Math.min(this.#dueAt, last.at + windowMs);
    return [];
  }

  /** All that is held, in order, to be told now. */
  flush(now: number): Array<Told<Place>> {
    const told = [...this.#held.values()];
    this.#held.clear();
    this.#dueAt = Infinity;
    for (const [jobId, { at }] of this.#last) if (now - at >= windowMs) this.#last.delete(jobId);
    for (const { update } of told) {
      this.#last.set(update.jobId, { status: update.status, attempt: update.attempt, at: now });
    }
    return told;
  }
}
