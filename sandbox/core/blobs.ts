import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Bytes by name: files in a folder where one is given, else kept in memory. */
export class Blobs {
  private readonly kept = new Map<string, Buffer>();

  constructor(private readonly folder?: string) {
    if (folder) mkdirSync(folder, { recursive: true });
  }

  get(name: string): Buffer | null {
    if (!this.folder) return this.kept.get(name) ?? null;
    const file = join(this.folder, name);
    return existsSync(file) ? readFileSync(file) : null;
  }

  /** A kill in the middle leaves the old state, never half a file. */
  put(name: string, bytes: Buffer): void {
    if (!this.folder) {
      this.kept.set(name, bytes);
      return;
    }
    const file = join(this.folder, name);
    writeFileSync(`${file}.part`, bytes);
    renameSync(`${file}.part`, file);
  }

  remove(name: string): void {
    if (this.folder) rmSync(join(this.folder, name), { force: true });
    this.kept.delete(name);
  }
}
