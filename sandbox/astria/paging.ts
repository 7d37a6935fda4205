import { z } from "zod";
import { Refusal } from "../core/refusal";

const whole = (fallback: number) => z.coerce.number().int().nonnegative().default(fallback);

interface PageRules {
  minLimit: number;
  maxOffset: number;
}

/**
 * Newest first: `limit` (default 20, clamped to 120), `before_id`, `offset`.
 * @throws Refusal 400 for nonsense or an offset that is too deep
 */
export function page<T extends { id: number }>(
  items: readonly T[],
  query: URLSearchParams,
  rules: PageRules,
): T[] {
  const Query = z.object({
    limit: whole(20),
    offset: whole(0).refine(
      (n) => n <= rules.maxOffset,
      `offset must not exceed ${rules.maxOffset}; use before_id`,
    ),
    before_id: whole(Number.MAX_SAFE_INTEGER),
  });
  const parsed = Query.safeParse(Object.fromEntries(query));
  if (!parsed.success) throw new Refusal(400, { error: parsed.error.issues[0]?.message ?? "Bad Request" });
  const { limit, offset, before_id: beforeId } = parsed.data;
  const size = Math.min(Math.max(limit, rules.minLimit), 120);
  return items
    .filter((item) => item.id < beforeId)
    .toSorted((a, b) => b.id - a.id)
    .slice(offset, offset + size);
}
