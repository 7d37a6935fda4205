import type { HttpHandler } from "msw";
import { Refusal, refusable } from "../core/refusal";
import { route, type Answer, type RouteSpec } from "../core/route";
import type { World } from "../core/world";
import { faultBody } from "./refusals";

type Spec = Omit<RouteSpec, "provider" | "errorBody">;

/** A route of the queue: behind `Authorization: Key …` (401 without; any key will do). */
export function falRoute(world: World, spec: Spec, answer: Answer): HttpHandler {
  return openRoute(world, spec, (call) => {
    if (/^Key \S+$/.test(call.request.headers.get("authorization") ?? "")) return answer(call);
    throw new Refusal(401, { detail: "Authentication is required to access this application." });
  });
}

/** A route that needs no key: result files and public keys. */
export function openRoute(world: World, spec: Spec, answer: Answer): HttpHandler {
  return route(world, { ...spec, provider: "fal", errorBody: faultBody }, refusable(answer));
}
