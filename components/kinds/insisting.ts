/**
 * While a part of a page is fetched there is nothing in its place, and all around it stays: for `dynamic`, which without a
 * `loading` makes React hide the page itself meanwhile, and whatever had the focus there loses it.
 */
export const nothing = () => null;

/** Fetches once more before it gives up: what React is refused once is refused for as long as the page lives. */
export function insisting<T>(fetchPart: () => Promise<T>): () => Promise<T> {
  return () => fetchPart().catch(fetchPart);
}
