import { isIP } from "node:net";
import ipaddr from "ipaddr.js";

/** Public by its range, yet a service inside of every machine at Azure (Microsoft's documentation). */
const azureInside = "168.63.129.16";

/** All that is given to the public internet in IPv6 so far (IANA's registry). */
const publicV6 = ipaddr.IPv6.parseCIDR("2000::/3");

/** IPv4 as networks without it write it (RFC 6052). */
const nat64 = ipaddr.IPv6.parseCIDR("64:ff9b::/96");

/** Whether an address is a place on the internet; what leads into a network, back to us or nowhere is none, nor is a name. */
export function isPublic(address: string): boolean {
  const parsed = parse(address);
  if (!parsed || parsed.range() !== "unicast") return false;
  return parsed instanceof ipaddr.IPv6 ? parsed.match(publicV6) : parsed.toString() !== azureInside;
}

/** Whether a URL's host may be on the internet: a public address, or a name that may lead to one. */
export function isOnTheInternet(hostname: string): boolean {
  const host = hostOf(hostname);
  if (isIP(host) !== 0) return isPublic(host);
  return (
    isName(host) &&
    !/^[^.]*$|\.(arpa|corp|home|internal|intranet|lan|local|localdomain|localhost|onion|private|svc)$/i.test(
      host,
    )
  );
}

/** Whether DNS could know it: parts of 63 characters at most, none of them empty, none with a hyphen at an end (RFC 1123). */
function isName(host: string): boolean {
  return host.length <= 253 && host.split(".").every((part) => /^(?!-)[a-z0-9_-]{1,63}(?<!-)$/i.test(part));
}

/** A URL's host without what stands around it: an IPv6 address in brackets, a name with its root's dot. */
export function hostOf(hostname: string): string {
  return hostname.replace(/^\[(.*)\]$/, "$1").replace(/\.+$/, "");
}

/** Whether an address is this very machine's own: 127.0.0.0/8 or ::1. */
export function isLoopback(address: string): boolean {
  return parse(address)?.range() === "loopback";
}

/** IPv4 inside IPv6 (`::ffff:10.0.0.1`, `64:ff9b::a00:1`) is looked at as IPv4. */
function parse(address: string): ipaddr.IPv4 | ipaddr.IPv6 | null {
  if (isIP(address) === 0) return null;
  // A zone (`fe80::1%eth0.100`) says which of a machine's networks is meant; ipaddr.js does not know all of their names.
  const parsed = ipaddr.process(address.replace(/%.*/, ""));
  return parsed instanceof ipaddr.IPv6 && parsed.match(nat64)
    ? new ipaddr.IPv4(parsed.toByteArray().slice(12))
    : parsed;
}
