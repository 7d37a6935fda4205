/** Ids per millisecond of birth; 1.8e12 ms times this stays well below 2^53. */
const PER_MS = 1000;

/** Makes ids that are unique, increasing, and carry their own birth time. */
export class IdMint {
  private last = 0;

  constructor(private readonly now: () => number) {}

  next(): number {
    this.last = Math.max(this.last + 1, Math.floor(this.now()) * PER_MS);
    return this.last;
  }

  /** Tells the mint of an id from an earlier run, so that it never gives that one again. */
  seen(id: number): void {
    this.last = Math.max(this.last, id);
  }
}

/** When the thing with this id was made, in milliseconds since 1970. */
export function birthOf(id: number): number {
  return Math.floor(id / PER_MS);
}
