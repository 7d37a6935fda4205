import { guardedFetch, isThisMachine, UnsafeLink } from "@/lib/guarded-fetch";

/** So many redirects of one link are followed. */
const mostHops = 5;

/**
 * Opens a plain link, redirects included. Every hop is guarded; throws `UnsafeLink` for one that is not safe, or no link at
 * all. `mayBeLocal` is whether the provider whose file it is was configured to be on this very machine: the files of one
 * that is, as a simulated one, are here too, in the clear. They need not be on its own port: a gateway may keep them in a
 * storage beside it.
 */
export async function openLink(
  url: string,
  headers: Record<string, string>,
  signal: AbortSignal,
  allowance: { mayBeLocal: boolean },
  fetchSafely = guardedFetch,
): Promise<Response> {
  let link = URL.parse(url);
  if (!link) throw new UnsafeLink("the link leads nowhere");
  for (let hops = 0; hops <= mostHops; hops++) {
    const response = await fetchSafely(link, { headers, signal }, allowance);
    const next = redirectOf(response, link);
    if (next === null) return response;
    discard(response);
    link = next;
  }
  throw new Error("the link leads on and on");
}

/** Where an answer sends us on to; `null` if it is no redirect, or one to nowhere. */
export function redirectOf(response: Response, from: URL): URL | null {
  const location = response.headers.get("location");
  return [301, 302, 303, 307, 308].includes(response.status) && location !== null
    ? URL.parse(location, from.href)
    : null;
}

/** Lets go of an answer that nobody will read, and of its connection. Nobody waits for that. */
export function discard(response: Response): void {
  void response.body?.cancel().catch(() => {});
}

/** Whether a URL leads to this very machine. */
export function isOnThisMachine(url: string): boolean {
  return isThisMachine(new URL(url).hostname);
}
