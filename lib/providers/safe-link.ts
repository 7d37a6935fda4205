/** Opens a plain link, redirects included. Throws for one that is not safe. */
export async function openLink(
  url: string,
  headers: Record<string, string>,
  signal: AbortSignal,
): Promise<Response> {
  requireSafeLink(url);
  const response = await fetch(url, { headers, signal });
  requireSafeLink(response.url || url);
  return response;
}

/** Results come over TLS; in the clear only from this very machine, where a simulated provider runs. */
function requireSafeLink(url: string): void {
  const { protocol, hostname } = new URL(url);
  if (protocol !== "https:" && !(protocol === "http:" && isLoopback(hostname))) {
    throw new Error("the link is not safe");
  }
}

/** Whether a host name means this very machine. */
export function isLoopback(hostname: string): boolean {
  return hostname === "127.0.0.1" || hostname === "localhost" || hostname === "[::1]";
}
