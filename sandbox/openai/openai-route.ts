import type { HttpHandler } from "msw";
import { refusable } from "../core/refusal";
import { route, type Answer, type RouteSpec } from "../core/route";
import type { World } from "../core/world";
import { faultBody, refusal } from "./errors";

/** A route of OpenAI's: behind a bearer key (401 without; any key will do), and with errors in its words. */
export function openaiRoute(world: World, spec: Omit<RouteSpec, "provider">, answer: Answer): HttpHandler {
  const guarded = refusable((call) => {
    if (/^Bearer \S+$/.test(call.request.headers.get("authorization") ?? "")) return answer(call);
    throw refusal(401, "You didn't provide an API key.", { code: "invalid_api_key" });
  });
  return route(world, { ...spec, provider: "openai", errorBody: faultBody }, guarded);
}
