/**
 * While a part of a page is fetched there is nothing in its place, and all around it stays: for `dynamic`, which without a
 * `loading` makes React hide the page itself meanwhile, and whatever had the focus there loses it.
 */
export const nothing = () => null;

/** A server that is renewed meanwhile is away for some seconds. */
const restsMs = [0, 1_000, 3_000];

/** Fetches a few times more before it gives up: what React is refused once is refused for as long as the page lives. */
export function insisting<T>(fetchPart: () => Promise<T>): () => Promise<T> {
  return () =>
    restsMs.reduce(
      (tried, restMs) =>
        tried.catch(async () => {
          await new Promise((resolve) => setTimeout(resolve, restMs));
          return fetchPart();
        }),
      fetchPart(),
    );
}
