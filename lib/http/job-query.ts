import { z } from "zod";
import { jobStatuses } from "@/lib/jobs/status";
import { parseQuery } from "./parse-query";
import { endsAt, startsAt } from "./query-times";

const JobQuery = z.object({
  /** One status, or several with commas between them. */
  status: z
    .string()
    .transform((text) => text.split(","))
    .pipe(z.array(z.enum(jobStatuses)))
    .optional(),
  kind: z.string().min(1).optional(),
  /** `1`: only favourites. */
  favourite: z.literal("1").optional(),
  from: startsAt.optional(),
  to: endsAt.optional(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
  cursor: z.string().min(1).optional(),
});

/** The filter in a list request's query. Throws `BadRequest` with the name of what is wrong. */
export function parseJobQuery(request: Request) {
  const { favourite, ...query } = parseQuery(request, JobQuery);
  return { ...query, ...(favourite && { isFavourite: true }) };
}
