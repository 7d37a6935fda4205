import { z } from "zod";

/** One request of a batch's file. */
export const RequestLine = z.object({
  custom_id: z.string().min(1),
  method: z.string(),
  url: z.string(),
  body: z.looseObject({ model: z.string() }),
});
export type RequestLine = z.infer<typeof RequestLine>;
