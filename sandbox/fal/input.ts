import { z } from "zod";
import { Refusal } from "../core/refusal";
import type { Family, FilmFamily } from "./family";
import { invalid } from "./invalid";
import { familyOf } from "./models";
import type { Work } from "./run";

const FilmInput = z.looseObject({
  prompt: z.string().trim().min(1),
  aspect_ratio: z.string().optional(),
  duration: z.unknown().optional(),
});

export interface RunRequest {
  work: Work;
  /** The picture that a film starts from. */
  imageUrl: string | null;
}

const SHORT_SIDE = 720;

/**
 * What a model is asked for.
 * @param model such as `fal-ai/veo3.1/fast`
 * @throws Refusal 404 for one that fal does not know, 422 in the words of the model
 */
export async function readInput(request: Request, model: string): Promise<RunRequest> {
  const family = knownFamily(model);
  const body: unknown = await request.json().catch(() => null);
  switch (family.makes) {
    case "film":
      return readFilm(family, model, body);
    case "picture":
      return { work: { makes: "picture", ...parsed(family.input, body) }, imageUrl: null };
    case "voice":
      return { work: { makes: "voice", ...parsed(family.input, body) }, imageUrl: null };
  }
}

function readFilm(family: FilmFamily, model: string, body: unknown): RunRequest {
  const picture = z.object({ [family.picture]: z.string() });
  const isFromPicture = /\/image-to-video(\/|$)/.test(model);
  const schema = FilmInput.extend(family.input.shape).extend(
    (isFromPicture ? picture : picture.partial()).shape,
  );
  const fields = parsed(schema, body);
  const { prompt, duration, aspect_ratio: ratio = "16:9" } = FilmInput.parse(fields);
  const imageUrl = fields[family.picture];
  const seconds = secondsOf(family.input.shape["duration"] ? duration : undefined) ?? family.seconds;
  return {
    work: { makes: "film", prompt, seconds, ...sizeOf(ratio) },
    imageUrl: typeof imageUrl === "string" ? imageUrl : null,
  };
}

/** @throws Refusal 422 with all that is wrong */
function parsed<T>(schema: z.ZodType<T>, body: unknown): T {
  const { success, data, error } = schema.safeParse(body, { reportInput: true });
  if (!success) throw invalid(error, body);
  return data;
}

/** `6`, `"6"` and `"6s"` are the same. */
function secondsOf(duration: unknown): number | null {
  if (typeof duration === "number") return duration;
  return typeof duration === "string" ? Number.parseFloat(duration) : null;
}

function knownFamily(model: string): Family {
  const family = familyOf(model);
  const [, app = "", ...path] = model.split("/");
  if (family === "no app") throw new Refusal(404, { detail: `Application "${app}" not found` });
  if (family === "no path") throw new Refusal(404, { detail: `Path /${path.join("/")} not found` });
  return family;
}

/** "auto", and what is no shape, is as wide as the usual one. */
function sizeOf(ratio: string): { width: number; height: number } {
  const [, across = "16", down = "9"] = /^([1-9]\d?):([1-9]\d?)$/.exec(ratio) ?? [];
  const unit = SHORT_SIDE / Math.min(Number(across), Number(down));
  return { width: Math.round(Number(across) * unit), height: Math.round(Number(down) * unit) };
}
