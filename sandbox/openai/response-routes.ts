import type { HttpHandler } from "msw";
import { rollFate } from "../core/fate";
import { pictureFaults, scriptFaults } from "../core/fault-names";
import { scenesAllowed } from "../stories/schema-form";
import type { Answer, Call } from "../core/route";
import type { World } from "../core/world";
import type { Archive } from "./archive";
import { keepPhoto } from "./drawings";
import { notFound, refusal } from "./errors";
import { openaiRoute } from "./openai-route";
import { readBody } from "./read-body";
import { RESPONSE, statusOf, type GenerationResponse } from "./response";
import { readResponseInput } from "./response-input";
import { responseJson } from "./response-json";
import { numberOf } from "./wire-id";

/** Words that ask for a product card, where no product's photo comes along. */
function isAboutCard(prompt: string): boolean {
  return /\bproduct card\b|^an? (\w+ )?card for\b/i.test(prompt);
}

/** How it will end, and what will be wrong with it. */
function fortuneOf(world: World, draws: boolean, schema: GenerationResponse["schema"]) {
  const isScript = schema !== null && scenesAllowed(schema) !== null;
  const places = ["create-response", "openai"];
  if (draws) places.push("picture-response");
  else if (isScript) places.push("script-response");
  const flaws = draws ? pictureFaults : isScript ? scriptFaults : [];
  return { fate: rollFate(world, places), flaw: world.faults.roll(flaws, places) };
}

/** `POST`, `GET`, cancel and `DELETE` of `/responses`. */
export function responseRoutes(world: World, archive: Archive): HttpHandler[] {
  const path = "/openai/v1/responses";
  const show = async (response: GenerationResponse) =>
    Response.json(await responseJson(world, response, archive.canceledAt(response)));

  const responseOf = (call: Call): GenerationResponse => {
    const response = archive.responses.get(numberOf(RESPONSE, call.param("id")));
    if (response?.store) return response;
    throw notFound("Response", call.param("id"));
  };

  const create: Answer = async ({ request }) => {
    const { picture, drawing, ...input } = readResponseInput(await readBody(request), world.now());
    const isLink = /^https?:/.test(picture ?? "");
    const response: GenerationResponse = {
      ...input,
      id: world.ids.next(),
      drawing: drawing && {
        ...drawing,
        photoUrl: isLink ? picture : null,
        isCard: picture !== null || isAboutCard(input.prompt),
      },
      ...fortuneOf(world, drawing !== null, input.schema),
    };
    if (drawing && picture !== null) {
      const kept = keepPhoto(world, response.id, picture);
      if (!isLink) await kept;
    }
    return show(archive.addResponse(response));
  };

  const cancel: Answer = (call) => {
    const response = responseOf(call);
    const status = statusOf(response, world, world.now(), archive.canceledAt(response));
    if (!response.background) throw refusal(400, "Only background responses can be cancelled.");
    if (status === "queued" || status === "in_progress") archive.cancelResponse(response);
    else if (status !== "cancelled") throw refusal(400, `Cannot cancel a ${status} response.`);
    return show(response);
  };

  const remove: Answer = (call) => {
    archive.deleteResponse(responseOf(call));
    return Response.json({ id: call.param("id"), object: "response.deleted", deleted: true });
  };

  return [
    openaiRoute(world, { name: "create-response", method: "POST", path, creates: true }, create),
    openaiRoute(world, { name: "get-response", method: "GET", path: `${path}/:id` }, (call) =>
      show(responseOf(call)),
    ),
    openaiRoute(world, { name: "cancel-response", method: "POST", path: `${path}/:id/cancel` }, cancel),
    openaiRoute(world, { name: "delete-response", method: "DELETE", path: `${path}/:id` }, remove),
  ];
}
