/** So many redirects of one link are followed. */
const mostHops = 5;

/**
 * Opens a plain link, redirects included. Every hop is looked at before it is called; throws for one that is not safe.
 * `mayBeLocal` is whether the provider whose file it is was configured to be on this very machine.
 */
export async function openLink(
  url: string,
  headers: Record<string, string>,
  signal: AbortSignal,
  { mayBeLocal }: { mayBeLocal: boolean },
): Promise<Response> {
  let link = new URL(url);
  for (let hops = 0; hops <= mostHops; hops++) {
    requireSafe(link, mayBeLocal);
    const response = await fetch(link, { headers, signal, redirect: "manual" });
    const next = redirectOf(response, link);
    if (next === null) return response;
    await discard(response);
    link = next;
  }
  throw new Error("the link leads on and on");
}

/** Where an answer sends us on to; `null` if it is no redirect. */
export function redirectOf(response: Response, from: URL): URL | null {
  const location = response.headers.get("location");
  return [301, 302, 303, 307, 308].includes(response.status) && location !== null
    ? new URL(location, from)
    : null;
}

/** Lets go of an answer that nobody will read, and of its connection. */
export async function discard(response: Response): Promise<void> {
  await response.body?.cancel().catch(() => {});
}

/**
 * Results come over TLS. This very machine is not asked for any, or a provider could make us call ourselves; but the
 * files of a provider that is here itself, as a simulated one, are too, in the clear. They need not be on its own port:
 * a gateway may keep them in a storage beside it, and whoever runs it is on this machine anyway.
 */
function requireSafe({ protocol, hostname }: URL, mayBeLocal: boolean): void {
  const isSafe = isLoopback(hostname)
    ? ["http:", "https:"].includes(protocol) && mayBeLocal
    : protocol === "https:";
  if (!isSafe) throw new Error("the link is not safe");
}

/** Whether a URL leads to this very machine. */
export function isOnThisMachine(url: string): boolean {
  return isLoopback(new URL(url).hostname);
}

/** Whether a host name means this very machine. */
export function isLoopback(hostname: string): boolean {
  return /^127\.[\d.]+$|^(.+\.)?localhost\.?$|^\[::1\]$|^\[::ffff:7f/.test(hostname);
}
