import { z } from "zod";

/** A video, as every provider of videos is asked for it. A file of the request is the picture it starts from. */
export const VideoRequest = z.object({
  model: z.string(),
  prompt: z.string(),
  seconds: z.number(),
  /** `1280x720`. */
  size: z.string(),
});
export type VideoRequest = z.infer<typeof VideoRequest>;
