import type { HttpHandler } from "msw";
import { keyShown } from "../core/key";
import type { ErrorBody } from "../core/misbehave";
import { Refusal, refusable } from "../core/refusal";
import { route, type Answer, type RouteSpec } from "../core/route";
import type { World } from "../core/world";

type Spec = Omit<RouteSpec, "provider" | "errorBody">;

/** A route of Astria's: behind a bearer key (401 without, or with a wrong one), and with errors as Rails words them. */
export function astriaRoute(world: World, spec: Spec, answer: Answer): HttpHandler {
  return openRoute(world, spec, (call) => {
    if (keyShown(call.request, "Bearer", /^sd_\S+$/) === "right") return answer(call);
    throw new Refusal(401, unauthorized);
  });
}

/** A route that needs no key: pictures. */
export function openRoute(world: World, spec: Spec, answer: Answer): HttpHandler {
  return route(world, { ...spec, provider: "astria", errorBody: faultBody }, refusable(answer));
}

const unauthorized = { error: "You need to sign in or sign up before continuing." };

const faultBody: ErrorBody = (status, error) => (status === 401 ? unauthorized : { status, error });
