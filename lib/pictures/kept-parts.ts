/** The parts of a file that stay, in their order; neighbours are one. */
export class KeptParts {
  private readonly parts: { from: number; to: number }[] = [];
  /** Bytes kept. */
  length = 0;

  constructor(private readonly bytes: Uint8Array) {}

  keep(from: number, to: number): void {
    const last = this.parts.at(-1);
    if (last?.to === from) last.to = to;
    else this.parts.push({ from, to });
    this.length += to - from;
  }

  /** A copy of what stays. */
  joined(): Uint8Array<ArrayBuffer> {
    const joined = new Uint8Array(this.length);
    let at = 0;
    for (const { from, to } of this.parts) {
      joined.set(this.bytes.subarray(from, to), at);
      at += to - from;
    }
    return joined;
  }
}

/** Whether the letters of `word` stand at this place. */
export function saysAt(bytes: Uint8Array, at: number, word: string): boolean {
  for (let index = 0; index < word.length; index += 1) {
    if (bytes[at + index] !== word.charCodeAt(index)) return false;
  }
  return true;
}

/** A view of these bytes, which may lie within a larger buffer. */
export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
