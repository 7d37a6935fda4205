import { z } from "zod";
import { CallbackUrl, Flexible } from "./field-types";

const MINIMUM_IMAGES = 4;

/** The attributes of `POST /tunes`; a form sends numbers as text. */
export const TuneInput = z
  .object({
    title: z.string("can't be blank").trim().min(1, "can't be blank"),
    name: z.string("can't be blank").trim().min(1, "can't be blank"),
    callback: CallbackUrl,
    image_urls: z.array(z.httpUrl("is not a valid URL").or(z.url("is not a valid URL"))).default([]),
    images: z.array(z.unknown()).default([]),
    token: z.string().nullish(),
    branch: z.string().nullish(),
    base_tune_id: Flexible,
    model_type: z.enum(["lora", "pti", "faceid"], "is not included in the list").nullish(),
    prompts_attributes: z.undefined("is not simulated by the sandbox").optional(),
  })
  .refine(enoughImages, { path: ["images"], message: `is too short (minimum is ${MINIMUM_IMAGES} images)` });
export type TuneInput = z.infer<typeof TuneInput>;

/** FaceID needs one picture, everything else at least four. */
function enoughImages(tune: {
  images: unknown[];
  image_urls: string[];
  model_type?: string | null | undefined;
}) {
  return tune.images.length + tune.image_urls.length >= (tune.model_type === "faceid" ? 1 : MINIMUM_IMAGES);
}
