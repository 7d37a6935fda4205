import { z } from "zod";
import { isForbidden } from "../core/fate";
import { invalid, refusal } from "./errors";
import { mustBeServed } from "./models";
import { readPictureSize, type PictureSize } from "./picture-size";

/** The fields of `POST /images/generations` that leave a trace in the sandbox; others are taken and ignored. */
const ImageInput = z.object({
  model: z.string().default("gpt-image-2"),
  prompt: z.string().min(1, "is too short").max(32_000, "is too long"),
  n: z.number().int().min(1).max(10).default(1),
  size: z
    .string()
    .regex(/^(auto|[1-9]\d{1,3}x[1-9]\d{1,3})$/, "expected 'auto' or WIDTHxHEIGHT")
    .default("auto"),
  quality: z.enum(["auto", "low", "medium", "high", "xhigh", "max"]).default("auto"),
  background: z.enum(["auto", "opaque", "transparent"]).default("auto"),
  output_format: z.enum(["png", "jpeg", "webp"]).default("png"),
  stream: z.literal(false, "the sandbox does not stream").nullish(),
});
export type ImageInput = Omit<z.infer<typeof ImageInput>, "size"> & { size: PictureSize };

/** @throws Refusal 400 for a wrong field or a forbidden prompt, 404 for a model that does not draw or is gone by `now` */
export function readImageInput(fields: Record<string, unknown>, now: number): ImageInput {
  if (fields["response_format"] !== undefined)
    throw refusal(400, "Unknown parameter: 'response_format'.", {
      param: "response_format",
      code: "unknown_parameter",
    });
  const parsed = ImageInput.safeParse(fields, { reportInput: true });
  if (!parsed.success) throw invalid(parsed.error);
  const { data } = parsed;
  mustBeServed(data.model, now);
  if (!data.model.startsWith("gpt-image-"))
    throw refusal(400, `The model '${data.model}' does not support image generation.`, {
      param: "model",
      code: "invalid_value",
    });
  if (isForbidden(data.prompt, "picture"))
    throw refusal(400, "Your request was rejected by the safety system.", {
      type: "image_generation_user_error",
      code: "moderation_blocked",
    });
  return { ...data, size: readPictureSize(data.size, data.model) };
}
