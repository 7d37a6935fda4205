/** What was read longer ago than this is read anew: what still ran then may have ended since. */
const freshMs = 30_000;

/**
 * Rows of a list as one run of the check reads them. Each tells of its work once, as whoever asks again wants to know how
 * it stands now. What it showed up to half a minute ago still holds: an end stays one, and whether what ran has ended is
 * for the next check.
 */
export class ReadRows<Key, Row> {
  #rows = new Map<Key, Row>();
  #told = new Set<Key>();
  #begunAt = performance.now();

  /** Whether what was read says too little of how things stand now. */
  get isOld(): boolean {
    return performance.now() - this.#begunAt > freshMs;
  }

  /** Begins with nothing read. */
  begin(): void {
    this.#rows = new Map();
    this.#told = new Set();
    this.#begunAt = performance.now();
  }

  /** Keeps a row for whoever asks about this work. */
  put(key: Key, row: Row): void {
    this.#rows.set(key, row);
  }

  /** The row of this work, if a page has shown it since it was told of last. */
  take(key: Key): Row | null {
    const row = this.#rows.get(key);
    if (row === undefined) return null;
    this.#rows.delete(key);
    this.#told.add(key);
    return row;
  }

  /** Whether it was shown, and told of, already. */
  hasToldOf(key: Key): boolean {
    return this.#told.has(key);
  }
}
