import { z } from "zod";
import { JobStatus } from "@/lib/jobs/status";
import { BadRequest } from "./errors";

const moment = z.union([z.iso.datetime({ offset: true }), z.iso.date()]).transform((text) => new Date(text));

const JobQuery = z.object({
  /** One status, or several with commas between them. */
  status: z
    .string()
    .transform((text) => text.split(","))
    .pipe(z.array(JobStatus))
    .optional(),
  kind: z.string().min(1).optional(),
  from: moment.optional(),
  to: moment.optional(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
  cursor: z.string().min(1).optional(),
});

/** The filter in a list request's query. Throws `BadRequest` with the name of what is wrong. */
export function parseJobQuery(request: Request): z.infer<typeof JobQuery> {
  const given = Object.fromEntries(
    [...new URL(request.url).searchParams].filter(([, value]) => value !== ""),
  );
  const query = JobQuery.safeParse(given);
  if (query.success) return query.data;
  const issue = query.error.issues[0];
  throw new BadRequest(
    "invalid_query",
    `${String(issue?.path[0] ?? "query")}: ${issue?.message ?? "not valid"}`,
  );
}
