import { z } from "zod";
import type { Ledger } from "./ledger";

/** One sort of entity at a provider, kept in order of birth and written to the ledger. */
export class Collection<T extends { id: number }> {
  private readonly items = new Map<number, T>();
  /** The highest id that an earlier run gave, deleted ones included; 0 where there was none. */
  readonly newestId: number = 0;

  constructor(
    private readonly ledger: Ledger,
    private readonly kind: string,
    schema: z.ZodType<T>,
  ) {
    for (const item of ledger.read(kind, schema)) {
      this.items.set(item.id, item);
      this.newestId = Math.max(this.newestId, item.id);
    }
    for (const id of ledger.read(`${kind}.deleted`, z.number())) this.items.delete(id);
  }

  get(id: number): T | undefined {
    return this.items.get(id);
  }

  find(matches: (item: T) => boolean): T | undefined {
    return this.all().find(matches);
  }

  all(): T[] {
    return [...this.items.values()];
  }

  insert(item: T): T {
    this.ledger.append(this.kind, item);
    this.items.set(item.id, item);
    return item;
  }

  remove(id: number): void {
    if (this.items.delete(id)) this.ledger.append(`${this.kind}.deleted`, id);
  }
}
