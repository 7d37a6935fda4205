/**
 * `fetch` as the platform has it. In a route, Next puts its own in its place, which copies requests and answers for a
 * cache that we do not want: time-outs get lost on the way, and half of a copied answer is never let go of.
 */
export const plainFetch: typeof fetch = (input, init) => {
  const asIs: RequestInit & { next: { internal: boolean } } = { ...init, next: { internal: true } };
  return fetch(input, asIs);
};
