/**
 * The sandbox's time, which can be stopped: what is under way then stays where it is, however long whoever looks at it takes.
 * Going on, it is at once where it would have been. It never goes back.
 */
export class Clock {
  private stoppedAt: number | null = null;
  private latest = -Infinity;

  /** `real` says the time in milliseconds since 1970. */
  constructor(private readonly real: () => number) {}

  /** Milliseconds since 1970. */
  readonly now = (): number => {
    this.latest = this.stoppedAt ?? Math.max(this.latest, this.real());
    return this.latest;
  };

  get isStopped(): boolean {
    return this.stoppedAt !== null;
  }

  /** Where it is, or so many milliseconds later. */
  stop(passMs = 0): void {
    this.stoppedAt = this.now() + passMs;
  }

  goOn(): void {
    this.stoppedAt = null;
  }
}
