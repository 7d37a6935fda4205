import type { HttpHandler } from "msw";
import { linkFaults } from "../core/fault-names";
import { fileAnswer } from "../core/file-answer";
import { Refusal, refusable } from "../core/refusal";
import { route, type Answer } from "../core/route";
import type { World } from "../core/world";
import { subjectOf } from "../pictures/subject";
import { Gallery } from "../pictures/gallery";
import type { Archive } from "./archive";
import { timesOfPrompt, type Prompt } from "./prompt";
import { notFound } from "./refusal";

/** The finished pictures: no key needed, as behind a signed link; 403 once the link has expired. */
export function imageRoute(world: World, archive: Archive): HttpHandler {
  const gallery = new Gallery(96);
  const spec = { provider: "astria", name: "image", method: "GET", path: "/astria/images/:name" } as const;

  const answer: Answer = async (call) => {
    const [, id, index] = /^(\d+)-(\d)\.jpg$/.exec(call.param("name")) ?? [];
    const prompt = archive.prompts.get(Number(id));
    if (!prompt || Number(index) >= prompt.numImages) throw notFound();
    const { trainedAt, expiresAt } = timesOfPrompt(prompt, world);
    if (trainedAt > world.now()) throw notFound();
    if (expiresAt <= world.now() || world.faults.roll(linkFaults, [spec.name, spec.provider])) {
      throw new Refusal(403, { error: "Request has expired" });
    }
    const bytes = await gallery.portrait(brief(world, archive, prompt, Number(index)));
    return fileAnswer(world, call, { bytes, contentType: "image/jpeg", where: [spec.name, spec.provider] });
  };

  return route(world, spec, refusable(answer));
}

/** The sitter depends on the tune, the picture on the prompt: the same person, every time another shot. */
function brief(world: World, archive: Archive, prompt: Prompt, index: number) {
  const tune = archive.tunes.get(prompt.tuneId);
  return {
    subject: subjectOf(tune?.name ?? "person"),
    sitter: `${world.seed}/${prompt.tuneId}`,
    shot: `${world.seed}/${prompt.seed ?? prompt.id}/${prompt.text}/${index}`,
    text: prompt.text,
    width: Math.round(prompt.width * world.scale),
    height: Math.round(prompt.height * world.scale),
  };
}
