import { ReadRows } from "../read-rows";
import type { Page } from "./client";

/** One of the account's lists as a run of the check reads it: newest first, from wherever it is asked to begin. */
export class AccountList<T extends { id: number | null }> extends ReadRows<number, T> {
  /** What pages have shown: everything from one id to below another. */
  #shown: Array<{ from: number; below: number }> = [];

  constructor(private readonly list: (beforeId: number) => Promise<Page<T>>) {
    super();
  }

  override begin(): void {
    super.begin();
    this.#shown = [];
  }

  /** Whether a page that was read has shown what lies around this id, and not this. */
  lacks(id: number): boolean {
    return !this.hasToldOf(id) && this.#shown.some(({ from, below }) => from <= id && id < below);
  }

  /**
   * Reads the page below this id: the ids that it shows, and down to which it has shown all there is: the lowest of them, 0
   * where there are no rows, Infinity where no row has an id. Throws what the call throws.
   */
  async read(below: number): Promise<{ ids: number[]; lowest: number }> {
    const { rows, next } = await this.list(below);
    const ids: number[] = [];
    for (const row of rows) {
      if (row.id === null) continue;
      ids.push(row.id);
      this.put(row.id, row);
    }
    const lowest = next ?? (rows.length === 0 ? 0 : Infinity);
    this.#shown.push({ from: lowest, below });
    return { ids, lowest };
  }
}
