import { inRun } from "../in-run";
import { ReadRows } from "../read-rows";
import type { Listed, Page } from "./page";

/** So many pages in a row that show nothing of ours: the work that is asked about lies too deep, or in no list. */
const mostInVain = 5;

/** A project's list as one run of the check reads it, newest first: a page that was read for one batch serves the others. */
export class ListWalk<T extends Listed> extends ReadRows<string, T> {
  #after: string | null = null;
  #asked = new Set<string>();
  #isOver = false;
  #inVain = 0;

  constructor(private readonly list: (after: string | null) => Promise<Page<T>>) {
    super();
  }

  /** Whether the list was read to its end, or as far as it can be. */
  get isOver(): boolean {
    return this.#isOver;
  }

  /** Whether reading on is given up in this run, unless somebody finds their work in what was read. */
  get isInVain(): boolean {
    return this.#inVain >= mostInVain;
  }

  override begin(): void {
    super.begin();
    this.goBack();
  }

  /** Goes back to the top. What was read stays as it is, and no younger. */
  goBack(): void {
    this.#after = null;
    this.#asked = new Set();
    this.#isOver = false;
  }

  override take(ref: string): T | null {
    const row = super.take(ref);
    if (row !== null) this.#inVain = 0;
    return row;
  }

  /** Reads one page more; the ids that it shows. Throws what the call throws, and goes on from there another time. */
  async read(): Promise<string[]> {
    const page = await this.list(this.#after);
    const ids = page.items.flatMap((item) => item.ids);
    for (const item of page.items) for (const id of item.ids) this.put(id, item);
    // A place that leads back to where we were has no more to show.
    this.#isOver = page.next === null || this.#asked.has(page.next);
    this.#after = page.next;
    if (page.next !== null) this.#asked.add(page.next);
    this.#inVain += 1;
    return ids;
  }
}

/** The walk of a run through this list: the same for whoever brings the same run. */
export function walksThrough<T extends Listed>(
  list: (after: string | null) => Promise<Page<T>>,
): (run: object) => ListWalk<T> {
  return inRun(() => new ListWalk(list));
}
