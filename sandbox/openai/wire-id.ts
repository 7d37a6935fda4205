/** Ids as OpenAI shows them: a prefix, and the number that carries the birth time. */
export function wireId(prefix: string, id: number): string {
  return `${prefix}${id}`;
}

/** The number in an id with that prefix, or `NaN`. */
export function numberOf(prefix: string, wire: string): number {
  return wire.startsWith(prefix) && /^\d+$/.test(wire.slice(prefix.length))
    ? Number(wire.slice(prefix.length))
    : NaN;
}
