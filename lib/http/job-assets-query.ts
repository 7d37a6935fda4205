import { z } from "zod";
import { parseQuery } from "./parse-query";

const JobAssetsQuery = z.object({
  state: z.enum(["waiting", "sent", "tagged", "failed", "left"]).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
  cursor: z.string().min(1).optional(),
});

/** Which images of a job are asked for. Throws `BadRequest` with the name of what is wrong. */
export function parseJobAssetsQuery(request: Request): z.infer<typeof JobAssetsQuery> {
  return parseQuery(request, JobAssetsQuery);
}
