import { z } from "zod";

/** A video as OpenAI's Videos API has it, as far as we rely on it; gateways leave fields out. Times in Unix seconds. */
export const Video = z.object({
  id: z.string().min(1),
  status: z.string(),
  progress: z.number().nullish().catch(null),
  created_at: z.number(),
  expires_at: z.number().nullish().catch(null),
  model: z.string().nullish(),
  prompt: z.string().nullish(),
  seconds: z.coerce.number().nullish().catch(null),
  size: z.string().nullish(),
  error: z.object({ code: z.string().nullish(), message: z.string().nullish() }).nullish().catch(null),
});
export type Video = z.infer<typeof Video>;

/** A page of a list, newest first. Its rows may be of others' making, in shapes we do not know. */
export const VideoPage = z.object({ data: z.array(z.unknown()), has_more: z.boolean().nullish() });
