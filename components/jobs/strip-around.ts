/** So many lie in a strip at most: as many as a photoshoot makes. */
const most = 8;

/** Which pictures, from one up to another that is not among them, lie in the strip around the one that is looked at. */
export function stripAround(at: number, count: number): { from: number; to: number } {
  const from = Math.max(0, Math.min(at - Math.floor(most / 2), count - most));
  return { from, to: Math.min(count, from + most) };
}
