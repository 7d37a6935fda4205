import type { HttpHandler } from "msw";
import { linkFaults } from "../core/fault-names";
import { fileAnswer } from "../core/file-answer";
import { plain } from "../core/content";
import { Refusal } from "../core/refusal";
import type { Answer } from "../core/route";
import type { World } from "../core/world";
import { subjectOf } from "../pictures/subject";
import { Gallery } from "../pictures/gallery";
import type { Archive } from "./archive";
import { openRoute } from "./astria-route";
import { sitterOf, timesOfPrompt, type Prompt } from "./prompt";
import { notFound } from "./refusal";

/** The finished pictures: no key needed, as behind a signed link; 403 once the link has expired. */
export function imageRoute(world: World, archive: Archive): HttpHandler {
  const gallery = new Gallery(96);
  const name = "image";

  const answer: Answer = async (call) => {
    const [, id, index] = /^(\d+)-(\d)\.jpg$/.exec(call.param("name")) ?? [];
    const prompt = archive.prompts.get(Number(id));
    if (!prompt || Number(index) >= prompt.numImages) throw notFound();
    const { trainedAt, expiresAt } = timesOfPrompt(prompt, world);
    if (trainedAt > world.now()) throw notFound();
    if (expiresAt <= world.now() || world.faults.roll(linkFaults, [name, "astria"])) {
      throw new Refusal(403, { error: "Request has expired" });
    }
    const bytes = await gallery.portrait(brief(world, archive, prompt, Number(index)));
    return fileAnswer(world, call, {
      content: plain(bytes),
      contentType: "image/jpeg",
      where: [name, "astria"],
    });
  };

  return openRoute(world, { name, method: "GET", path: "/astria/images/:name" }, answer);
}

/** The sitter depends on the tune, the picture on the prompt: the same person, every time another shot. */
function brief(world: World, archive: Archive, prompt: Prompt, index: number) {
  const sitter = sitterOf(prompt);
  const tune = archive.tunes.get(sitter);
  return {
    subject: subjectOf(tune?.name ?? "person"),
    sitter: `${world.seed}/${sitter}`,
    shot: `${world.seed}/${prompt.seed ?? prompt.id}/${prompt.text}/${index}`,
    text: prompt.text,
    width: Math.round(prompt.width * world.scale),
    height: Math.round(prompt.height * world.scale),
  };
}
