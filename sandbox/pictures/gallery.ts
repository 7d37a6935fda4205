import { renderPortrait, type Brief } from "./portrait";

/** Renders each picture once and keeps the last so many. */
export class Gallery {
  private readonly kept = new Map<string, Promise<Buffer>>();

  constructor(private readonly size: number) {}

  portrait(brief: Brief): Promise<Buffer> {
    const key = JSON.stringify(brief);
    const picture = this.kept.get(key) ?? renderPortrait(brief);
    this.kept.delete(key);
    this.kept.set(key, picture);
    for (const oldest of this.kept.keys()) {
      if (this.kept.size <= this.size) break;
      this.kept.delete(oldest);
    }
    return picture;
  }
}
