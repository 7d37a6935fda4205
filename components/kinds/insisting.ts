/** Fetches once more before it gives up: what React is refused once is refused for as long as the page lives. */
export function insisting<T>(fetchPart: () => Promise<T>): () => Promise<T> {
  return () => fetchPart().catch(fetchPart);
}
