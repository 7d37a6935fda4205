import { createServer, type RequestListener } from "node:http";
import { connect, isIP, type AddressInfo, type LookupFunction } from "node:net";
import type { buildConnector } from "undici";
import { afterAll, beforeAll } from "vitest";
import type { Wires } from "@/lib/guarded-fetch";

/** What a resolver says of a name, the `nth` time that it is asked. */
export type Names = (hostname: string, nth: number) => readonly string[];

export interface Recorder {
  /** Wires that lead to a server of ours, whoever is dialled; `dialled` is who that would have been. */
  wires(names: Names): { wires: Wires; dialled: string[] };
  /** Where that server really is. */
  readonly port: number;
}

/**
 * A dialer in the place of `net.connect`: it takes a literal address as it is, has a name looked up, and writes down every
 * address that it would try. Nothing leaves this machine; what is said goes in the clear to a server that answers like this.
 */
export function useRecorder(answer: RequestListener): Recorder {
  const server = createServer(answer);
  const portOf = () => (server.address() as AddressInfo).port;
  beforeAll(() => new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve)));
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  return {
    get port() {
      return portOf();
    },
    wires(names) {
      const dialled: string[] = [];
      const buildRecorder = ({ lookup }: { lookup?: LookupFunction } = {}): buildConnector.connector => {
        return ({ hostname }, done) => {
          const dial = (addresses: readonly string[]) => {
            dialled.push(...addresses);
            const socket = connect(portOf(), "127.0.0.1");
            socket.once("connect", () => done(null, socket)).once("error", (error) => done(error, null));
          };
          if (isIP(hostname) !== 0 || !lookup) return dial([hostname]);
          lookup(hostname, { all: true }, (error, found) => {
            if (error) return done(error, null);
            dial(typeof found === "string" ? [found] : found.map(({ address }) => address));
          });
        };
      };
      const lookup = nameServer(names);
      return { dialled, wires: { lookup, buildConnector: buildRecorder as typeof buildConnector } };
    },
  };
}

/** A resolver that says this. */
export function nameServer(names: Names): Wires["lookup"] {
  let nth = 0;
  return (hostname, _options, done) => {
    const addresses = names(hostname, ++nth).map((address) => ({ address, family: isIP(address) }));
    if (addresses.length > 0) done(null, addresses);
    else done(Object.assign(new Error(`getaddrinfo ENOTFOUND ${hostname}`), { code: "ENOTFOUND" }), []);
  };
}
