import { z } from "zod";
import { JobStatus } from "@/lib/jobs/status";
import { BadRequest } from "./errors";

const dayMs = 24 * 3_600_000;
const moment = z
  .date()
  .min(new Date("1970-01-01"), "too long ago")
  .max(new Date("9999-12-30"), "too far ahead");
const time = z.iso
  .datetime({ offset: true })
  .transform((text) => new Date(text))
  .pipe(moment);
const day = z.iso
  .date()
  .transform((text) => new Date(text))
  .pipe(moment);

/** A day stands for all of it: its first moment as a start, its last as an end. */
const startsAt = z.union([time, day]);
const endsAt = z.union([time, day.transform((date) => new Date(date.getTime() + dayMs - 1))]);

const JobQuery = z.object({
  /** One status, or several with commas between them. */
  status: z
    .string()
    .transform((text) => text.split(","))
    .pipe(z.array(JobStatus))
    .optional(),
  kind: z.string().min(1).optional(),
  from: startsAt.optional(),
  to: endsAt.optional(),
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
