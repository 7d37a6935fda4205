import type { QueuedImage } from "./library-queue-state";
import type { KeptImage, QueueStore } from "./queue-store";

/** The browser keeps files of no more than this, in bytes; of the others their names, until there is room. */
const mostKeptBytes = 200 * 1024 * 1024;

/** The files of a queue, here and in the browser's store. One write after the other; the first that fails is the last. */
export class KeptFiles {
  readonly #store: QueueStore;
  readonly #onLoss: () => void;
  readonly #files = new Map<string, File>();
  /** Of what is in the store, whole: its bytes. */
  readonly #kept = new Map<string, number>();
  #keptBytes = 0;
  /** Records whose file is here and not in the store, in their order. */
  readonly #roomless = new Map<string, KeptImage>();
  /** Records whose file is nowhere. */
  readonly #missing = new Map<string, KeptImage>();
  /** Finished, refused or forgotten here: the store may not know yet, for its writes wait behind those of files. */
  readonly #settled = new Set<string>();
  /** How often what is done was forgotten, and how often the store has done so. */
  #clearings = { asked: 0, done: 0 };
  #writing: Promise<void> = Promise.resolve();
  #isLost = false;
  #last = 0;

  constructor(store: QueueStore, onLoss: () => void) {
    this.#store = store;
    this.#onLoss = onLoss;
  }

  get(id: string): File | undefined {
    return this.#files.get(id);
  }

  /** Whether an earlier page, or another tab, has left something. */
  async isAnythingLeft(): Promise<boolean> {
    return (await this.#left()).images.length > 0;
  }

  /** Takes over what an earlier page has left: nothing where the browser keeps nothing. */
  async read(): Promise<{ images: KeptImage[]; done: string[] }> {
    const left = await this.#left();
    for (const record of left.images) {
      const { id, at, file, refusal } = record;
      this.#last = Math.max(this.#last, at);
      if (this.#files.has(id)) continue;
      if (file) {
        this.#files.set(id, file);
        this.#count(id, file.size);
      } else if (refusal === null) this.#missing.set(id, record);
    }
    return left;
  }

  /** Takes files in: their names at once, so that none is forgotten, then the files themselves while there is room. */
  add(images: readonly QueuedImage[], files: readonly File[]): void {
    const records = images.map(({ id, name, size, lastModified }, index): KeptImage => {
      const file = files[index];
      const record = { id, at: (this.#last += 1), name, size, lastModified, file: null, refusal: null };
      if (file) {
        this.#files.set(id, file);
        this.#roomless.set(id, record);
      }
      return record;
    });
    this.#write(() => this.#store.keep(records));
    this.#fill();
  }

  /** The file of one that was missing. */
  found({ id }: QueuedImage, file: File): void {
    const record = this.#missing.get(id);
    this.#files.set(id, file);
    if (record) this.#roomless.set(id, record);
    this.#missing.delete(id);
    this.#fill();
  }

  refused({ id, name, size, lastModified }: QueuedImage, refusal: string): void {
    const record = { id, at: (this.#last += 1), name, size, lastModified, file: null, refusal };
    this.#settle([id], () => this.#store.keep([record]));
  }

  finished(id: string, fingerprint: string): void {
    this.#settle([id], () => this.#store.finish(id, fingerprint));
  }

  forgotten(ids: readonly string[]): void {
    this.#settle(ids, () => this.#store.forget(ids));
  }

  forgetDone(): void {
    this.#clearings.asked += 1;
    this.#write(async () => {
      await this.#store.forgetDone();
      this.#clearings.done += 1;
    });
  }

  /** Resolves once the store knows all that was said so far. */
  async written(): Promise<void> {
    await this.#writing;
  }

  /** Writes no more. */
  close(): void {
    this.#isLost = true;
  }

  async #left(): Promise<{ images: KeptImage[]; done: string[] }> {
    const { done: clearedBefore } = this.#clearings;
    try {
      const { images, done } = await this.#store.read();
      return {
        images: images.filter(({ id }) => !this.#settled.has(id)),
        done: clearedBefore === this.#clearings.asked ? done : [],
      };
    } catch {
      this.#lose();
      return { images: [], done: [] };
    }
  }

  /** Nothing is before these any more: their room is for others. */
  #settle(ids: readonly string[], write: () => Promise<void>): void {
    for (const id of ids) {
      this.#settled.add(id);
      this.#files.delete(id);
      this.#roomless.delete(id);
      this.#missing.delete(id);
      this.#keptBytes -= this.#kept.get(id) ?? 0;
      this.#kept.delete(id);
    }
    this.#write(write);
    this.#fill();
  }

  /** Keeps the next files as far as there is room. */
  #fill(): void {
    for (const [id, record] of this.#roomless) {
      const file = this.#files.get(id);
      if (!file) continue;
      if (this.#keptBytes + file.size > mostKeptBytes) return;
      this.#roomless.delete(id);
      this.#count(id, file.size);
      this.#write(async () => {
        // Settled meanwhile: it would come back.
        if (this.#files.has(id)) await this.#store.keep([{ ...record, file }]);
      });
    }
  }

  #count(id: string, bytes: number): void {
    this.#kept.set(id, bytes);
    this.#keptBytes += bytes;
  }

  #write(work: () => Promise<void>): void {
    this.#writing = this.#writeAfter(this.#writing, work);
  }

  async #writeAfter(before: Promise<void>, work: () => Promise<void>): Promise<void> {
    await before;
    if (this.#isLost) return;
    try {
      await work();
    } catch {
      this.#lose();
    }
  }

  #lose(): void {
    if (this.#isLost) return;
    this.#isLost = true;
    this.#onLoss();
  }
}
