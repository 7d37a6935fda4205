import { env } from "@/lib/env";

/** So many redirects of one link are followed. */
const mostHops = 5;

/** Opens a plain link, redirects included. Every hop is looked at before it is called; throws for one that is not safe. */
export async function openLink(
  url: string,
  headers: Record<string, string>,
  signal: AbortSignal,
): Promise<Response> {
  let link = new URL(url);
  for (let hops = 0; hops <= mostHops; hops++) {
    requireSafe(link);
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
 * Results come over TLS. This very machine is not asked for any, or a provider could make us call ourselves; but where
 * a provider is configured to be here, as a simulated one, its files are too, in the clear.
 */
function requireSafe({ protocol, hostname }: URL): void {
  const isSafe = isLoopback(hostname)
    ? ["http:", "https:"].includes(protocol) && isAnyProviderHere()
    : protocol === "https:";
  if (!isSafe) throw new Error("the link is not safe");
}

function isAnyProviderHere(): boolean {
  const { ASTRIA_BASE_URL, OPENAI_BASE_URL, OPENAI_VIDEO_BASE_URL, FAL_QUEUE_URL } = env();
  const bases = [ASTRIA_BASE_URL, OPENAI_BASE_URL, OPENAI_VIDEO_BASE_URL, FAL_QUEUE_URL];
  return bases.some((base) => base !== undefined && isLoopback(new URL(base).hostname));
}

/** Whether a host name means this very machine. */
export function isLoopback(hostname: string): boolean {
  return /^127\.[\d.]+$|^(.+\.)?localhost\.?$|^\[::1\]$|^\[::ffff:7f/.test(hostname);
}
