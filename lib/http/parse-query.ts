import type { z } from "zod";
import { inPlainWords } from "@/lib/jobs/plain-words";
import { BadRequest } from "./errors";

/**
 * A request's query as the schema has it; an empty value is the same as none, and each name stands there once, but for
 * those `repeated`, which are lists. Throws `BadRequest` with the name of what is wrong.
 */
export function parseQuery<T extends z.ZodType>(
  request: Request,
  schema: T,
  repeated: readonly string[] = [],
): z.infer<T> {
  const { searchParams } = new URL(request.url);
  const given: Record<string, unknown> = Object.fromEntries(
    [...searchParams].filter(([, value]) => value !== ""),
  );
  for (const name of repeated) given[name] = searchParams.getAll(name).filter((value) => value !== "");
  for (const name of searchParams.keys()) if (!repeated.includes(name)) once(searchParams, name);
  const query = schema.safeParse(given, { error: inPlainWords });
  if (query.success) return query.data;
  const issue = query.error.issues[0];
  throw new BadRequest(
    "invalid_query",
    `${String(issue?.path[0] ?? "query")}: ${issue?.message ?? "This is not valid."}`,
  );
}

/** One value of a request's query, `null` without it. Throws `BadRequest` for two: nobody could tell which one is meant. */
export function queryValue(request: Request, name: string): string | null {
  return once(new URL(request.url).searchParams, name);
}

function once(query: URLSearchParams, name: string): string | null {
  const values = query.getAll(name);
  if (values.length > 1) throw new BadRequest("invalid_query", `${name}: Give this once.`);
  return values[0] ?? null;
}
