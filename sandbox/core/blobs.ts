import { randomUUID } from "node:crypto";
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import { joined, onDisk, type Content } from "./content";

/** A blob that is written piece by piece; it is there once it is kept. */
export interface BlobWriter {
  write: (piece: Uint8Array) => void;
  keep: () => void;
  /** Leaves nothing behind; does nothing once it is kept. */
  drop: () => void;
}

/** Bytes by name: files in a folder where one is given, else kept in memory. */
export class Blobs {
  private readonly kept = new Map<string, readonly Buffer[]>();

  constructor(private readonly folder?: string) {
    if (!folder) return;
    mkdirSync(folder, { recursive: true });
    // What an earlier run did not finish.
    for (const name of readdirSync(folder)) if (name.endsWith(".part")) rmSync(join(folder, name));
  }

  get(name: string): Buffer | null {
    if (!this.folder) {
      const [bytes, ...more] = this.kept.get(name) ?? [];
      return bytes && more.length > 0 ? Buffer.concat([bytes, ...more]) : (bytes ?? null);
    }
    const file = join(this.folder, name);
    return existsSync(file) ? readFileSync(file) : null;
  }

  /** The same without holding it all, for what may be large; told from others by its name. */
  content(name: string): Content | null {
    if (!this.folder) {
      const parts = this.kept.get(name);
      return parts ? joined(parts, name) : null;
    }
    const file = join(this.folder, name);
    return existsSync(file) ? onDisk(file, name) : null;
  }

  /** A kill in the middle leaves the old state, never half a file. */
  put(name: string, bytes: Buffer): void {
    if (!this.folder) {
      this.kept.set(name, [bytes]);
      return;
    }
    const file = join(this.folder, name);
    writeFileSync(`${file}.part`, bytes);
    renameSync(`${file}.part`, file);
  }

  /** For what is too large to be put at once. One writer a name at a time. */
  writer(name: string): BlobWriter {
    return this.folder ? toDisk(join(this.folder, name)) : toMemory(this.kept, name);
  }

  remove(name: string): void {
    if (this.folder) rmSync(join(this.folder, name), { force: true });
    this.kept.delete(name);
  }
}

function toMemory(kept: Map<string, readonly Buffer[]>, name: string): BlobWriter {
  const pieces: Buffer[] = [];
  return {
    write: (piece) => pieces.push(Buffer.from(piece)),
    keep: () => kept.set(name, pieces),
    drop: () => undefined,
  };
}

function toDisk(path: string): BlobWriter {
  const part = `${path}.${randomUUID()}.part`;
  const file = openSync(part, "w");
  let isOpen = true;
  const close = () => {
    isOpen = false;
    closeSync(file);
  };
  return {
    write: (piece) => {
      for (let at = 0; at < piece.byteLength;) at += writeSync(file, piece, at);
    },
    keep: () => {
      close();
      renameSync(part, path);
    },
    drop: () => {
      if (!isOpen) return;
      close();
      rmSync(part, { force: true });
    },
  };
}
