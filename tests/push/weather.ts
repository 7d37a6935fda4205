import { setTimeout as sleep } from "node:timers/promises";

/**
 * Lets changes and restarts go hand in hand, whatever the machine's pace: each restart waits until so many changes are made, and
 * only a few more are made until it is over.
 */
export class Weather {
  readonly #total: number;
  #done = 0;
  #most: number;

  constructor(total: number) {
    this.#total = total;
    this.#most = total;
  }

  /** Resolves when one more change may be made. */
  async turn(): Promise<void> {
    while (this.#done >= this.#most) await sleep(10);
  }

  onDone(): void {
    this.#done++;
  }

  /** Does these in order, spread over the changes. */
  async bring(restarts: ReadonlyArray<() => Promise<void>>): Promise<void> {
    const share = this.#total / (restarts.length + 1);
    for (const [index, restart] of restarts.entries()) {
      this.#most = Math.floor((index + 1.8) * share);
      while (this.#done < (index + 1) * share) await sleep(10);
      await restart();
    }
    this.#most = this.#total;
  }
}
