/** Reads one image and says whether that worked. */
export type ReadImage = (url: string) => Promise<boolean>;

/** Fetches what a create points at, each once, in the background, as the real providers do. */
export class Uploads {
  private counts = { fetched: 0, failed: 0 };
  private running = new Set<Promise<void>>();

  constructor(private readonly read: ReadImage | null) {}

  fetchAll(urls: readonly string[]): void {
    const read = this.read;
    if (!read) return;
    for (const url of new Set(urls)) {
      const job = this.count(read(url));
      this.running.add(job);
      void job.finally(() => this.running.delete(job));
    }
  }

  private async count(reading: Promise<boolean>): Promise<void> {
    const ok = await reading.catch(() => false);
    this.counts[ok ? "fetched" : "failed"] += 1;
  }

  report(): { fetched: number; failed: number } {
    return { ...this.counts };
  }

  /** Resolves when nothing is being fetched. */
  async settled(): Promise<void> {
    await Promise.all(this.running);
  }
}

/** Over HTTP, at most 20 s an image; an empty or non-image answer counts as failed. */
export const readImageOverHttp: ReadImage = async (url) => {
  const response = await fetch(url, { signal: AbortSignal.timeout(20_000) });
  const bytes = await response.arrayBuffer();
  return (
    response.ok && bytes.byteLength > 0 && (response.headers.get("content-type") ?? "").startsWith("image/")
  );
};
