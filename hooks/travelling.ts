/** How far each picture is that travels just now, in percent: apart from the queue, which may be long. */
export class Travelling {
  readonly #listeners = new Set<() => void>();
  #percents: ReadonlyMap<string, number> = nobody;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
  readonly percents = (): ReadonlyMap<string, number> => this.#percents;

  move(id: string, percent: number): void {
    if (this.#percents.get(id) !== percent) this.#set(new Map(this.#percents).set(id, percent));
  }

  leave(id: string): void {
    const left = new Map(this.#percents);
    if (left.delete(id)) this.#set(left);
  }

  #set(percents: ReadonlyMap<string, number>): void {
    this.#percents = percents;
    for (const tell of this.#listeners) tell();
  }
}

/** What a page shows that is not in a browser yet. */
export const nobody: ReadonlyMap<string, number> = new Map();
