import type { HttpHandler } from "msw";
import type { World } from "../core/world";
import { allModels, modelJson, modelNamed } from "./models";
import { openaiRoute } from "./openai-route";

/** `GET /models` and `GET /models/:id`, with the date on which a model ends. */
export function modelRoutes(world: World): HttpHandler[] {
  const path = "/openai/v1/models";
  return [
    openaiRoute(world, { name: "list-models", method: "GET", path }, () =>
      Response.json({ object: "list", data: allModels().map(modelJson) }),
    ),
    openaiRoute(world, { name: "get-model", method: "GET", path: `${path}/:id` }, (call) =>
      Response.json(modelJson(modelNamed(call.param("id")))),
    ),
  ];
}
