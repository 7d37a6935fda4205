import type { z } from "zod";
import { inPlainWords } from "@/lib/jobs/plain-words";
import { BadRequest } from "./errors";

/**
 * A request's query as the schema has it; an empty value is the same as none. Throws `BadRequest` with the name of
 * what is wrong.
 */
export function parseQuery<T extends z.ZodType>(request: Request, schema: T): z.infer<T> {
  const given = Object.fromEntries(
    [...new URL(request.url).searchParams].filter(([, value]) => value !== ""),
  );
  const query = schema.safeParse(given, { error: inPlainWords });
  if (query.success) return query.data;
  const issue = query.error.issues[0];
  throw new BadRequest(
    "invalid_query",
    `${String(issue?.path[0] ?? "query")}: ${issue?.message ?? "This is not valid."}`,
  );
}
