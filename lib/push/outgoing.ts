import type { Announcement } from "@/lib/db/announcements";
import type { StatusUpdate } from "@/lib/jobs/status-update";
import { Coalescer } from "./coalesce";
import { toStatusUpdate } from "./status-update";

/** What is to be published now, in order, and the ids of all events that are told by that: themselves, or by a later one. */
export interface Due {
  updates: StatusUpdate[];
  told: number[];
}

/** The events that were taken and are not told yet: many of one job become few, as for every listener. Times are milliseconds of one clock. */
export class Outgoing {
  readonly #coalescer = new Coalescer<number>();
  readonly #held = new Set<number>();
  /** By job: the last of its events that are held. */
  readonly #newest = new Map<string, number>();

  /** When something of it has to be told; `Infinity` while it is empty. */
  get dueAt(): number {
    return this.#held.size > 0 ? this.#coalescer.dueAt : Infinity;
  }

  /** Takes these, in the order of their ids, and gives out what is due at `now`. */
  offer(taken: readonly Announcement[], now: number): Due {
    const due: Due = { updates: [], told: [] };
    const tell = (updates: StatusUpdate[]): void => {
      due.updates.push(...updates);
      due.told.push(...this.#held);
      this.#held.clear();
      this.#newest.clear();
    };
    for (const { id, row } of taken) {
      // It was anybody's again before it was told, and came back here.
      if (this.#held.has(id)) continue;
      this.#held.add(id);
      if (!row) continue;
      const update = toStatusUpdate(row);
      if (id < (this.#newest.get(row.jobId) ?? 0)) {
        // Somebody else had taken and lost it: it comes late, and must not replace what is newer.
        due.updates.push(update);
        continue;
      }
      this.#newest.set(row.jobId, id);
      const told = this.#coalescer.offer(update, id, now);
      if (told.length > 0) tell(told.map((each) => each.update));
    }
    if (this.#coalescer.dueAt <= now) tell(this.#coalescer.flush(now).map((each) => each.update));
    if (this.#coalescer.dueAt === Infinity) tell([]);
    return due;
  }
}
