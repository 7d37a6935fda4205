import { isKindName, type KindName } from "@/lib/jobs/kind-name";
import { jobStatuses, type JobStatus } from "@/lib/jobs/status";
import { daysOf, momentsOf, type Days } from "./days";

/** Which of somebody's jobs are looked at; `null` is any. */
export interface JobFilter extends Days {
  /** Beginnings of words, all of which a job is about. */
  words: string;
  status: JobStatus | null;
  kind: KindName | null;
  /** Only what was starred. */
  isFavourite: boolean;
}

/** What the address of the page says. Whatever it says that is no filter is left out. */
export function jobFilterOf(query: URLSearchParams): JobFilter {
  const kind = query.get("kind");
  return {
    words: (query.get("q") ?? "").trim().slice(0, 200),
    status: jobStatuses.find((status) => status === query.get("status")) ?? null,
    kind: kind !== null && isKindName(kind) ? kind : null,
    isFavourite: query.get("favourite") === "1",
    ...daysOf(query),
  };
}

/** The query of the page's address, without its question mark: the same filter always gives the same one. */
export function jobPageQuery({ words, status, kind, isFavourite, from, to }: JobFilter): string {
  const favourite = isFavourite ? "1" : null;
  const given = Object.entries({ q: words.trim() || null, status, kind, favourite, from, to }).flatMap(
    ([name, value]) => (value === null ? [] : [[name, value]]),
  );
  return new URLSearchParams(given).toString();
}

/** The address of the counts beside the filters: of all that words, favourites and days leave, whatever status and kind are chosen. */
export function countsKey({ words, isFavourite, from, to }: JobFilter): string {
  const days = momentsOf({ from, to });
  const favourite = isFavourite ? "1" : null;
  const given = Object.entries({ q: words || null, favourite, ...days }).flatMap(([name, value]) =>
    value === null ? [] : [[name, value]],
  );
  return `/api/jobs/counts?${new URLSearchParams(given).toString()}`;
}
