import { createServer, request as httpRequest } from "node:http";
import type { AddressInfo } from "node:net";

/** What stands before an app, and knows when providers call. */
export interface Callbacks {
  /** Where the app is for providers, and for browsers. */
  readonly url: string;
  /** Hands everything on to the app at this address. */
  leadTo: (app: string) => void;
  /** When they last called, in milliseconds since 1970, finer than a millisecond; 0 where nobody has. */
  lastAt: () => number;
  /** The same for the first call about each operation, by its id. */
  readonly firstAt: ReadonlyMap<string, number>;
  close: () => void;
}

/** Stands before an app, and hands on to it whatever comes. */
export async function watchCallbacks(): Promise<Callbacks> {
  let app = "";
  let lastAt = 0;
  const firstAt = new Map<string, number>();
  const server = createServer((request, response) => {
    const { method, headers, url = "" } = request;
    if (url.startsWith("/api/webhooks/")) {
      lastAt = performance.timeOrigin + performance.now();
      const operation = new URL(url, "http://app.test").searchParams.get("op") ?? "";
      if (!firstAt.has(operation)) firstAt.set(operation, lastAt);
    }
    const passed = httpRequest(app + url, { method, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    passed.once("error", () => response.destroy());
    response.once("close", () => passed.destroy());
    request.pipe(passed);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    leadTo: (url) => void (app = url),
    lastAt: () => lastAt,
    firstAt,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** In milliseconds. */
export interface Times {
  count: number;
  p50: number;
  p95: number;
}

export function timesOf(ms: readonly number[]): Times {
  const sorted = ms.toSorted((a, b) => a - b);
  const at = (part: number) => sorted[Math.ceil(part * sorted.length) - 1] ?? NaN;
  return { count: sorted.length, p50: at(0.5), p95: at(0.95) };
}
