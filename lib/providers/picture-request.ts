import { z } from "zod";

/** A picture of a prompt alone, as every provider of pictures is asked for it. */
export const PictureRequest = z.object({
  type: z.literal("picture"),
  model: z.string(),
  prompt: z.string(),
  /** `1536x864`. */
  size: z.string().regex(/^\d+x\d+$/),
});
export type PictureRequest = z.infer<typeof PictureRequest>;
