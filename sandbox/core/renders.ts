import type { Blobs } from "./blobs";

/** Renders each result once, one at a time, and keeps it: two downloads are the same bytes, also across a restart. */
export class Renders {
  private readonly running = new Map<string, Promise<Buffer>>();
  private queue: Promise<unknown> = Promise.resolve();

  constructor(private readonly blobs: Blobs) {}

  /** The bytes of that name, rendered now if they never were. */
  async once(name: string, render: () => Promise<Buffer>): Promise<Buffer> {
    const kept = this.running.get(name) ?? this.blobs.get(name);
    if (kept) return kept;
    const work = this.queue.then(render).then((bytes) => {
      this.blobs.put(name, bytes);
      return bytes;
    });
    this.queue = work.catch(() => undefined);
    this.running.set(name, work);
    return work.finally(() => this.running.delete(name));
  }
}
