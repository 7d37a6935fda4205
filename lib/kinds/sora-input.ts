import { z } from "zod";
import { offeredVideoModels, type OfferedVideoModel } from "@/lib/providers/registry";
import { text, uploadPath } from "./text";

/** What no provider can be asked for, in words for a person. */
const nobody =
  "No provider of videos is configured. Set FAL_KEY, or OPENAI_VIDEO_BASE_URL and OPENAI_VIDEO_API_KEY.";

const Given = z.strictObject({
  prompt: text(4_000, "Describe the video."),
  model: z.string().optional(),
  /** A form sends it as text. */
  seconds: z
    .union([z.number(), z.string().regex(/^\d+$/).transform(Number)], { error: "Give a number of seconds." })
    .optional(),
  size: z.string().optional(),
  image: uploadPath.optional(),
});

/** A video as the record has it, whatever is on offer now. */
export const SoraInput = z.strictObject({
  prompt: z.string(),
  model: z.string(),
  seconds: z.number(),
  size: z.string(),
  image: uploadPath.optional(),
});
export type SoraInput = z.infer<typeof SoraInput>;

/** What a user sends: what was not chosen is filled in from the models on offer, and what its model does not take is refused. */
export const GivenSoraInput = Given.transform((given, context): SoraInput => {
  const refuse = (field: string, message: string) => {
    context.addIssue({ code: "custom", path: [field], message });
    return z.NEVER;
  };
  const models = offeredVideoModels();
  if (models.length === 0) return refuse("model", nobody);
  const model = given.model === undefined ? models[0] : models.find((each) => each.id === given.model);
  if (!model) return refuse("model", "There is no such video model.");
  const seconds = given.seconds ?? model.seconds[0];
  if (seconds === undefined || !model.seconds.includes(seconds)) return refuse("seconds", lengths(model));
  const size = given.size ?? model.sizes[0];
  if (size === undefined || !model.sizes.includes(size)) return refuse("size", sizes(model));
  return { ...given, model: model.id, seconds, size };
});

function lengths({ id, seconds }: OfferedVideoModel): string {
  return `${id} makes videos of ${oneOf(seconds)} seconds.`;
}

function sizes({ id, sizes }: OfferedVideoModel): string {
  return `${id} makes videos of ${oneOf(sizes)} pixels.`;
}

/** "4, 8 or 12". */
function oneOf(choices: ReadonlyArray<string | number>): string {
  return new Intl.ListFormat("en-GB", { type: "disjunction" }).format(choices.map(String));
}
