import { z } from "zod";
import { Refusal } from "../core/refusal";
import { familyOf, type Family } from "./models";
import { modelFailure, refused } from "./refusals";

const RunInput = z.looseObject({
  prompt: z.string().trim().min(1),
  aspect_ratio: z.string().optional(),
  duration: z.unknown().optional(),
});

export interface RunRequest {
  prompt: string;
  seconds: number;
  width: number;
  height: number;
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
  const picture = z.object({ [family.picture]: z.string() });
  const isFromPicture = /\/image-to-video(\/|$)/.test(model);
  const schema = RunInput.extend(family.input.shape).extend(
    (isFromPicture ? picture : picture.partial()).shape,
  );
  const parsed = schema.safeParse(body, { reportInput: true });
  if (!parsed.success) throw invalid(parsed.error, body);
  const { prompt, duration, aspect_ratio: ratio = "16:9" } = RunInput.parse(parsed.data);
  const imageUrl = parsed.data[family.picture];
  return {
    prompt,
    seconds: secondsOf(family.input.shape["duration"] ? duration : undefined) ?? family.seconds,
    ...sizeOf(ratio),
    imageUrl: typeof imageUrl === "string" ? imageUrl : null,
  };
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

/** All that is wrong, as FastAPI lists it. */
function invalid({ issues }: z.ZodError, body: unknown): Refusal {
  const details = issues.map((issue) => {
    const loc = ["body", ...issue.path.map(String)];
    if (issue.input === undefined) return { loc, msg: "Field required", type: "missing", input: body };
    if (issue.code !== "invalid_value")
      return { loc, msg: "Input should be a valid string", type: "string_type", input: issue.input };
    const expected = orList(
      issue.values.map((value) => (typeof value === "string" ? `'${value}'` : String(value))),
    );
    return {
      loc,
      msg: `Input should be ${expected}`,
      type: "literal_error",
      input: issue.input,
      ctx: { expected },
    };
  });
  return refused(modelFailure(details));
}

/** "'4s', '6s' or '8s'" */
function orList(values: readonly string[]): string {
  return values.length < 2 ? values.join("") : `${values.slice(0, -1).join(", ")} or ${values.at(-1)}`;
}

/** "auto", and what is no shape, is as wide as the usual one. */
function sizeOf(ratio: string): { width: number; height: number } {
  const [, across = "16", down = "9"] = /^([1-9]\d?):([1-9]\d?)$/.exec(ratio) ?? [];
  const unit = SHORT_SIDE / Math.min(Number(across), Number(down));
  return { width: Math.round(Number(across) * unit), height: Math.round(Number(down) * unit) };
}
