import { z } from "zod";
import { invalid, refusal } from "./errors";

const Query = z.object({
  limit: z.coerce.number().int().min(1).max(100).default(20),
  after: z.string().optional(),
  order: z.enum(["asc", "desc"]).default("desc"),
});

/**
 * One page of a list: `limit` 1 to 100 (20), `after` an id, `order` by birth, newest first unless told otherwise.
 * @throws Refusal 400 for nonsense
 */
export function listPage<T extends { id: number }, Shown extends { id: string }>(
  items: readonly T[],
  query: URLSearchParams,
  show: (item: T) => Shown,
) {
  const parsed = Query.safeParse(Object.fromEntries(query));
  if (!parsed.success) throw invalid(parsed.error);
  const { limit, after, order } = parsed.data;
  const sorted = items.toSorted((a, b) => (order === "desc" ? b.id - a.id : a.id - b.id)).map(show);
  const start = after === undefined ? 0 : sorted.findIndex(({ id }) => id === after) + 1;
  if (after !== undefined && start === 0)
    throw refusal(400, `Unknown cursor '${after}'.`, { param: "after" });
  const data = sorted.slice(start, start + limit);
  return {
    object: "list",
    data,
    first_id: data[0]?.id ?? null,
    last_id: data.at(-1)?.id ?? null,
    has_more: start + limit < sorted.length,
  };
}
