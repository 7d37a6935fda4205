import { lookup, type LookupAddress, type LookupAllOptions } from "node:dns";
import { isIP } from "node:net";
import undici, { type Agent, type RequestInit } from "undici";
import { hostOf, isLoopback, isOnTheInternet, isPublic } from "./public-address";

/** A link that is never fetched, whenever it is tried. */
export class UnsafeLink extends Error {
  override readonly name = "UnsafeLink";
}

/** A name that leads to an address at which we do not call. It may lead elsewhere another time. */
export class InnerAddress extends Error {
  override readonly name = "InnerAddress";
}

/** How names are looked up and connections made: by the platform, but in tests. */
export interface Wires {
  lookup: (
    hostname: string,
    options: LookupAllOptions,
    done: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
  ) => void;
  buildConnector: typeof undici.buildConnector;
}

/** A call to somewhere that others named. No redirect is followed: where it leads is for the caller to guard anew. */
export type GuardedFetch = (
  url: URL,
  init: Pick<RequestInit, "method" | "headers" | "body" | "signal">,
  allowance: { mayBeLocal: boolean },
) => Promise<Response>;

/**
 * A `GuardedFetch` that calls over TLS, and on the internet alone: never this machine or its network. Only where the caller
 * says so may it call this very machine, then also in the clear. The address is judged as it is dialled, when nobody can
 * change it any more; of a name's addresses, one bad one refuses them all. Throws `UnsafeLink` for what the link itself
 * tells, `InnerAddress` for what its name leads to, and else what `fetch` throws.
 */
export function guardedFetchBy(wires: Wires): GuardedFetch {
  // Each keeps its connections to itself: none that one may have is taken up by another.
  const local = agentOf(wires, isLoopback);
  const remote = agentOf(wires, isPublic);
  const either = agentOf(wires, (address) => isLoopback(address) || isPublic(address));
  return async (url, init, { mayBeLocal }) => {
    if (!isSafe(url, mayBeLocal)) throw new UnsafeLink("the link is not safe");
    const secure = mayBeLocal ? either : remote;
    const dispatcher = url.protocol === "http:" ? local : secure;
    try {
      const response = await undici.fetch(url, { ...init, redirect: "manual", dispatcher });
      // It is the platform's own class in a newer build; a copy would lose its body once the first is collected.
      return response as unknown as Response;
    } catch (error) {
      throw error instanceof Error && error.cause instanceof InnerAddress ? error.cause : error;
    }
  };
}

/** `GuardedFetch` by the platform's own means. */
export const guardedFetch = guardedFetchBy({ lookup, buildConnector: undici.buildConnector });

/** What a link tells before anything is looked up. */
function isSafe({ protocol, hostname, username, password }: URL, mayBeLocal: boolean): boolean {
  if (username !== "" || password !== "") return false;
  if (isThisMachine(hostname)) return mayBeLocal && (protocol === "https:" || protocol === "http:");
  return protocol === "https:" && isOnTheInternet(hostname);
}

/** Whether a URL's host is this very machine, by its address or by its name. */
export function isThisMachine(hostname: string): boolean {
  const host = hostOf(hostname);
  return isLoopback(host) || /^(.+\.)?localhost$/.test(host);
}

/** Connections to such addresses only. A literal one is judged here, as nobody looks it up. */
function agentOf(wires: Wires, isAllowed: (address: string) => boolean): Agent {
  const connect = wires.buildConnector({
    allowH2: false,
    autoSelectFamily: true,
    lookup(hostname, options, done) {
      wires.lookup(hostname, { ...options, all: true }, (error, addresses) => {
        const isRefused = !error && !addresses.every(({ address }) => isAllowed(address));
        done(isRefused ? new InnerAddress(`${hostname} leads to an inner address`) : error, addresses);
      });
    },
  });
  return new undici.Agent({
    connect(options, done) {
      const host = hostOf(options.hostname);
      if (isIP(host) === 0 || isAllowed(host)) connect(options, done);
      else done(new InnerAddress(`${host} is an inner address`), null);
    },
  });
}
