import { z } from "zod";
import { jobStatuses } from "@/lib/jobs/status";
import { parseQuery } from "./parse-query";
import { endsAt, startsAt } from "./query-times";

const GenerationQuery = z.object({
  status: z.enum(jobStatuses).optional(),
  type: z.string().min(1).optional(),
  startDate: startsAt.optional(),
  endDate: endsAt.optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
  offset: z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER).default(0),
});

/** The filter and page of a list of generations. Throws `BadRequest` with the name of what is wrong. */
export function parseGenerationQuery(request: Request) {
  const { type: kind, startDate: from, endDate: to, ...rest } = parseQuery(request, GenerationQuery);
  return { kind, from, to, ...rest };
}
