import type { HttpHandler } from "msw";
import { workFaults } from "../core/fault-names";
import { Refusal } from "../core/refusal";
import type { Answer } from "../core/route";
import type { World } from "../core/world";
import type { Archive } from "./archive";
import { astriaRoute } from "./astria-route";
import { page } from "./paging";
import { promptJson, type Prompt } from "./prompt";
import { pictureSize, PromptInput } from "./prompt-input";
import { readBody } from "./read-body";
import { invalid, notFound } from "./refusal";
import { BASE_TUNE_ID, timesOfTune, type Tune } from "./tune";
import { tuneOf } from "./tune-routes";

/** As Astria answers a prompt on a LoRA's own path. */
const NO_LORA = "model_type=lora is not supported. Use a checkpoint instead";

/** `POST`, `GET` and lists of prompts, under their tune and across the account. */
export function promptRoutes(world: World, archive: Archive): HttpHandler[] {
  const show = (prompt: Prompt) => promptJson(prompt, world, world.now());
  const isTrained = (tune: Tune) => timesOfTune(tune, world).trainedAt <= world.now();

  /** The first LoRA of a text. @throws Refusal 422 where it names none, or one that cannot be used */
  const loraIn = (text: string): number => {
    const ids = [...text.matchAll(/<lora:(\d+)(?::[\d.]+)?>/g)].map(([, id]) => Number(id));
    for (const id of ids) {
      const lora = archive.tunes.get(id);
      if (lora?.modelType !== "lora") throw new Refusal(422, { text: [`lora ${id} is not found`] });
      if (!isTrained(lora)) throw new Refusal(422, { text: [`lora ${id} is not trained yet`] });
    }
    const [first] = ids;
    if (first === undefined)
      throw new Refusal(422, { text: ["must name a LoRA of this account: <lora:ID:1>"] });
    return first;
  };
  const rules = { minLimit: 1, maxOffset: 10_000 };

  const create: Answer = async (call) => {
    const tune = tuneOf(archive, call);
    const parsed = PromptInput.safeParse(await readBody(call.request, "prompt"));
    if (!parsed.success) throw invalid(parsed.error);
    if (tune.modelType === "lora") throw new Refusal(422, { base: [NO_LORA] });
    if (!isTrained(tune)) throw new Refusal(422, { tune: ["is not trained yet"] });
    const input = parsed.data;
    const prompt = archive.addPrompt({
      id: world.ids.next(),
      tuneId: tune.id,
      loraId: tune.id === BASE_TUNE_ID ? loraIn(input.text) : null,
      base: call.base,
      text: input.text,
      negativePrompt: input.negative_prompt ?? null,
      callback: input.callback ?? null,
      numImages: input.num_images ?? 1,
      ...pictureSize(input),
      seed: input.seed ?? null,
      steps: input.steps ?? null,
      cfgScale: input.cfg_scale ?? null,
      fails: world.faults.roll(workFaults, ["create-prompt", "astria"]) !== null,
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
    astriaRoute(world, { name: "create-prompt", method: "POST", path: ofTune, creates: true }, create),
    astriaRoute(world, { name: "list-prompts", method: "GET", path: ofTune }, listOfTune),
    astriaRoute(world, { name: "get-prompt", method: "GET", path: `${ofTune}/:promptId` }, get),
    astriaRoute(world, { name: "list-prompts", method: "GET", path: "/astria/prompts" }, list),
  ];
}
