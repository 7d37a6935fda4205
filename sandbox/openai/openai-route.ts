import type { HttpHandler } from "msw";
import { keyShown } from "../core/key";
import { Refusal, refusable } from "../core/refusal";
import { route, type Answer, type RouteSpec } from "../core/route";
import type { World } from "../core/world";
import { faultBody, refusal, wrongKey } from "./errors";

/** A route of OpenAI's: behind a bearer key (401 without, or with a wrong one), and with errors in its words. */
export function openaiRoute(
  world: World,
  spec: Omit<RouteSpec, "provider" | "errorBody">,
  answer: Answer,
): HttpHandler {
  const guarded = refusable((call) => {
    switch (keyShown(call.request, "Bearer", /^sk-\S+$/)) {
      case "right":
        return answer(call);
      case "wrong":
        throw new Refusal(401, wrongKey);
      case "nothing":
        throw refusal(401, "You didn't provide an API key.");
    }
  });
  return route(world, { ...spec, provider: "openai", errorBody: faultBody }, guarded);
}
