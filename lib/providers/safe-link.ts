import { plainFetch } from "@/lib/plain-fetch";
import { BlockList, isIP, isIPv6 } from "node:net";

/** So many redirects of one link are followed. */
const mostHops = 5;

/** A link that is never fetched, whenever it is tried. */
export class UnsafeLink extends Error {
  override readonly name = "UnsafeLink";
}

/**
 * Opens a plain link, redirects included. Every hop is looked at before it is called; throws `UnsafeLink` for one that
 * is not safe, or no link at all. `mayBeLocal` is whether the provider whose file it is was configured to be on this very machine.
 */
export async function openLink(
  url: string,
  headers: Record<string, string>,
  signal: AbortSignal,
  { mayBeLocal }: { mayBeLocal: boolean },
): Promise<Response> {
  let link = URL.parse(url);
  if (!link) throw new UnsafeLink("the link leads nowhere");
  for (let hops = 0; hops <= mostHops; hops++) {
    requireSafe(link, mayBeLocal);
    const response = await plainFetch(link, { headers, signal, redirect: "manual" });
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

/**
 * Results come over TLS. This very machine and its network are not asked for any, or a provider could make us call
 * ourselves; but the files of a provider that is here itself, as a simulated one, are on this machine too, in the clear.
 * They need not be on its own port: a gateway may keep them in a storage beside it.
 */
function requireSafe({ protocol, hostname, username, password }: URL, mayBeLocal: boolean): void {
  const isSafe = isLoopback(hostname)
    ? ["http:", "https:"].includes(protocol) && mayBeLocal
    : protocol === "https:" && !isPrivate(hostname);
  if (!isSafe || username !== "" || password !== "") throw new UnsafeLink("the link is not safe");
}

/** Whether a URL leads to this very machine. */
export function isOnThisMachine(url: string): boolean {
  return isLoopback(new URL(url).hostname);
}

/** Whether a host name means this very machine. */
export function isLoopback(hostname: string): boolean {
  return /^127\.[\d.]+$|^(.+\.)?localhost\.?$|^\[::1\]$|^\[::ffff:7f/.test(hostname);
}

/** What is no place on the internet: this machine, its network, and what leads back into them (IANA's registries). */
const privateRanges = [
  "0.0.0.0/8",
  "10.0.0.0/8",
  "100.64.0.0/10",
  "127.0.0.0/8",
  "169.254.0.0/16",
  "172.16.0.0/12",
  "192.0.0.0/24",
  "192.168.0.0/16",
  "198.18.0.0/15",
  "224.0.0.0/4",
  "240.0.0.0/4",
  "::/96",
  "64:ff9b::/96",
  "64:ff9b:1::/48",
  "2002::/16",
  "fc00::/7",
  "fe80::/10",
  "fec0::/10",
  "ff00::/8",
];

const privateAddresses = new BlockList();
for (const range of privateRanges) {
  const [net = "", prefix] = range.split("/");
  privateAddresses.addSubnet(net, Number(prefix), isIPv6(net) ? "ipv6" : "ipv4");
}

/**
 * Whether a host is an address within some network, and none on the internet, or a name that only such have. What a name
 * on the internet leads to is not looked up.
 */
export function isPrivate(hostname: string): boolean {
  const address = hostname.replaceAll(/^\[|\]$/g, "");
  const family = isIP(address);
  // IPv4 inside IPv6 (`::ffff:10.0.0.1`) is looked at as IPv4.
  if (family !== 0) return privateAddresses.check(address, family === 6 ? "ipv6" : "ipv4");
  // A bare name is one of the network that we are in.
  return /^[^.]*\.?$|\.(internal|local|localdomain|lan|intranet|home\.arpa)\.?$/.test(hostname);
}
