import type { HttpHandler } from "msw";
import { workFaults } from "../core/fault-names";
import { Refusal } from "../core/refusal";
import { route, type Answer } from "../core/route";
import type { World } from "../core/world";
import type { Archive } from "./archive";
import { guarded } from "./guarded";
import { page } from "./paging";
import { promptJson, type Prompt } from "./prompt";
import { pictureSize, PromptInput } from "./prompt-input";
import { readBody } from "./read-body";
import { invalid, notFound } from "./refusal";
import { timesOfTune } from "./tune";
import { tuneOf } from "./tune-routes";

/** `POST`, `GET` and lists of prompts, under their tune and across the account. */
export function promptRoutes(world: World, archive: Archive): HttpHandler[] {
  const provider = "astria";
  const show = (prompt: Prompt) => promptJson(prompt, world, world.now());
  const rules = { minLimit: 1, maxOffset: 10_000 };

  const create: Answer = async (call) => {
    const tune = tuneOf(archive, call);
    const parsed = PromptInput.safeParse(await readBody(call.request, "prompt"));
    if (!parsed.success) throw invalid(parsed.error);
    if (timesOfTune(tune, world).trainedAt > world.now())
      throw new Refusal(422, { tune: ["is not trained yet"] });
    const input = parsed.data;
    const prompt = archive.addPrompt({
      id: world.ids.next(),
      tuneId: tune.id,
      base: call.base,
      text: input.text,
      negativePrompt: input.negative_prompt ?? null,
      callback: input.callback ?? null,
      numImages: input.num_images ?? 1,
      ...pictureSize(input),
      seed: input.seed ?? null,
      steps: input.steps ?? null,
      cfgScale: input.cfg_scale ?? null,
      fails: world.faults.roll(workFaults, ["create-prompt", provider]) !== null,
    });
    return Response.json(show(prompt), { status: 201 });
  };

  const get: Answer = (call) => {
    const prompt = archive.prompts.get(Number(call.param("promptId").replace(/\.json$/, "")));
    if (!prompt || prompt.tuneId !== tuneOf(archive, call).id) throw notFound();
    return Response.json(show(prompt));
  };

  const listOfTune: Answer = (call) => {
    const prompts = archive.promptsOf(tuneOf(archive, call).id);
    return Response.json(page(prompts, call.url.searchParams, rules).map(show));
  };

  const list: Answer = ({ url }) =>
    Response.json(page(archive.prompts.all(), url.searchParams, rules).map(show));

  const ofTune = "/astria/tunes/:id/prompts";
  return [
    route(
      world,
      { provider, name: "create-prompt", method: "POST", path: ofTune, creates: true },
      guarded(create),
    ),
    route(world, { provider, name: "list-prompts", method: "GET", path: ofTune }, guarded(listOfTune)),
    route(world, { provider, name: "get-prompt", method: "GET", path: `${ofTune}/:promptId` }, guarded(get)),
    route(world, { provider, name: "list-prompts", method: "GET", path: "/astria/prompts" }, guarded(list)),
  ];
}
