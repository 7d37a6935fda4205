/** A well-mixed 32-bit number from any parts: the same parts always give the same number (FNV-1a, then murmur's finish). */
function hash(...parts: readonly (string | number)[]): number {
  let h = 0x811c9dc5;
  for (const char of parts.join("\u0000")) h = Math.imul(h ^ (char.codePointAt(0) ?? 0), 0x01000193);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** A number in [0, 1) that depends on the parts alone. */
export function chance(...parts: readonly (string | number)[]): number {
  return hash(...parts) / 2 ** 32;
}

/** A stream of numbers in [0, 1), seeded by the parts (mulberry32). */
export function generator(...parts: readonly (string | number)[]): () => number {
  let state = hash(...parts);
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}
