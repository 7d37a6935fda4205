import type { HttpHandler } from "msw";
import { keyShown } from "../core/key";
import { Refusal, refusable } from "../core/refusal";
import { route, type Answer, type RouteSpec } from "../core/route";
import type { World } from "../core/world";
import { faultBody, wrongKey } from "./refusals";

type Spec = Omit<RouteSpec, "provider" | "errorBody">;

/** A route of the queue: behind `Authorization: Key …` (401 without, or with a wrong one). */
export function falRoute(world: World, spec: Spec, answer: Answer): HttpHandler {
  return openRoute(world, spec, (call) => {
    switch (keyShown(call.request, "Key", /^[^:]+:[^:]+$/)) {
      case "right":
        return answer(call);
      case "wrong":
        throw new Refusal(401, wrongKey);
      case "nothing":
        throw new Refusal(401, { detail: "Authentication is required to access this application." });
    }
  });
}

/** A route that needs no key: result files and public keys. */
export function openRoute(world: World, spec: Spec, answer: Answer): HttpHandler {
  return route(world, { ...spec, provider: "fal", errorBody: faultBody }, refusable(answer));
}
