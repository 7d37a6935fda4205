/** Counts what reached the simulated providers, so that a test can say how often we really asked. */
export class Journal {
  private counts = new Map<string, number>();

  /** @param route method and path pattern, such as `GET /astria/tunes/:id` */
  record(route: string): void {
    this.counts.set(route, this.count(route) + 1);
  }

  /** Requests of one route, or of all. */
  count(route?: string): number {
    if (route !== undefined) return this.counts.get(route) ?? 0;
    return [...this.counts.values()].reduce((sum, n) => sum + n, 0);
  }

  report(): { total: number; byRoute: Record<string, number> } {
    return { total: this.count(), byRoute: Object.fromEntries(this.counts) };
  }

  clear(): void {
    this.counts.clear();
  }
}
