import { isIP } from "node:net";
import ipaddr from "ipaddr.js";
import { env } from "@/lib/env";

/**
 * The address a request comes from, as the proxies before us saw it. Each of them adds to the end of X-Forwarded-For whom it
 * was called by, so that with one proxy the last entry is the caller, whatever the caller wrote before it. Vercel overwrites
 * the header whole. Without a proxy there is one entry, of the connection (see node-server.ts).
 */
export function clientAddress(headers: Pick<Headers, "get">): string {
  const entries = (headers.get("x-forwarded-for") ?? "").split(",").map((entry) => bare(entry.trim()));
  return entries.at(-Math.max(1, env().TRUSTED_PROXIES)) ?? entries[0] ?? "";
}

/** Without the port that some proxies add, in the one spelling of an address, and IPv4 as such where IPv6 carries it. */
function bare(entry: string): string {
  const address = /^\[(.+)\](?::\d+)?$/.exec(entry)?.[1] ?? /^([\d.]+):\d+$/.exec(entry)?.[1] ?? entry;
  // A zone is a name in somebody else's machine.
  return isIP(address) ? ipaddr.process(address.replace(/%.*/, "")).toString() : address;
}

/** How many bytes of an IPv6 address are a household's: it is given a /56 (RFC 6177), and has every address in it. */
const householdBytes = 7;

/**
 * What tells one caller from others, of what `clientAddress` gives: an IPv4 address, or the /56 of an IPv6 address. What is no
 * address is one caller, `unknown`.
 */
export function networkOf(address: string): string {
  if (!isIP(address)) return "unknown";
  const parsed = ipaddr.parse(address);
  if (parsed instanceof ipaddr.IPv4) return parsed.toString();
  const bytes = parsed.toByteArray().fill(0, householdBytes);
  return `${new ipaddr.IPv6(bytes).toString()}/${householdBytes * 8}`;
}
