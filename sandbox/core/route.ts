import { http, type HttpHandler } from "msw";
import { createFaults, requestFaults } from "./fault-names";
import { misbehave, type ErrorBody } from "./misbehave";
import type { World } from "./world";

export interface RouteSpec {
  /** The provider's name, the first part of the path. */
  provider: string;
  /** For `fault@name`. */
  name: string;
  method: "GET" | "POST" | "PUT" | "DELETE";
  /** Path pattern after any origin and base, such as `/astria/tunes/:id`; with the method it is the journal's key. */
  path: string;
  /** Starts paid work, so that the `…-after-success` faults apply. */
  creates?: boolean;
  /** The journal's key, where several patterns are one route. */
  journaledAs?: string;
  /** How the provider words an error that a fault makes. */
  errorBody: ErrorBody;
}

/** A request as a provider's code sees it. */
export interface Call {
  request: Request;
  url: URL;
  /** Origin and base before the provider's path, without a slash at the end. */
  base: string;
  /** A path parameter, or the empty string. */
  param: (name: string) => string;
}

export type Answer = (call: Call) => Response | Promise<Response>;

/** A route that is written into the journal first, then perhaps misbehaves, then answers. */
export function route(world: World, spec: RouteSpec, answer: Answer): HttpHandler {
  const register = http[spec.method.toLowerCase() as "get" | "post" | "put" | "delete"];
  return register(`*${spec.path}`, async ({ request, params }) => {
    world.journal.record(spec.journaledAs ?? `${spec.method} ${spec.path}`);
    const url = new URL(request.url);
    const base = url.origin + url.pathname.slice(0, url.pathname.indexOf(`/${spec.provider}/`));
    const param = (name: string) => String(params[name] ?? "");
    const honest = async () => answer({ request, url, base, param });
    const possible = spec.creates ? [...requestFaults, ...createFaults] : requestFaults;
    const fault = world.faults.roll(possible, [spec.name, spec.provider]);
    if (fault === null) return honest();
    const { retryAfterSeconds, slowMs } = world.faults;
    const { errorBody } = spec;
    return misbehave(fault, honest, { signal: request.signal, retryAfterSeconds, slowMs, errorBody });
  });
}
