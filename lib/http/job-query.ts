import { z } from "zod";
import { jobStatuses } from "@/lib/jobs/status";
import { parseQuery } from "./parse-query";
import { endsAt, startsAt } from "./query-times";

const filter = {
  /** Words that stand in what a job is about, or begin so; composed, as the database compares them. */
  q: z.string().max(200).normalize("NFC").optional(),
  /** `1`: only favourites. */
  favourite: z.literal("1").optional(),
  from: startsAt.optional(),
  to: endsAt.optional(),
};

const CountQuery = z.object(filter);

const JobQuery = z.object({
  ...filter,
  /** One status, or several with commas between them. */
  status: z
    .string()
    .transform((text) => text.split(","))
    .pipe(z.array(z.enum(jobStatuses)))
    .optional(),
  kind: z.string().min(1).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
  cursor: z.string().min(1).optional(),
});

/** The filter in a list request's query. Throws `BadRequest` with the name of what is wrong. */
export function parseJobQuery(request: Request) {
  return spelled(parseQuery(request, JobQuery));
}

/** What counts are asked of: the words, favourites and the days. Throws `BadRequest` with the name of what is wrong. */
export function parseCountQuery(request: Request) {
  return spelled(parseQuery(request, CountQuery));
}

function spelled<Query extends { favourite?: "1" | undefined }>({ favourite, ...query }: Query) {
  return { ...query, ...(favourite && { isFavourite: true }) };
}
