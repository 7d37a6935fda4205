import { isKindName, type KindName } from "@/lib/jobs/kind-name";
import { jobStatuses, type JobStatus } from "@/lib/jobs/status";
import { daysOf, type Days } from "./days";

/** Which of somebody's jobs are looked at; `null` is any. */
export interface JobFilter extends Days {
  status: JobStatus | null;
  kind: KindName | null;
  /** Only what was starred. */
  isFavourite: boolean;
}

/** What the address of the page says. Whatever it says that is no filter is left out. */
export function jobFilterOf(query: URLSearchParams): JobFilter {
  const kind = query.get("kind");
  return {
    status: jobStatuses.find((status) => status === query.get("status")) ?? null,
    kind: kind !== null && isKindName(kind) ? kind : null,
    isFavourite: query.get("favourite") === "1",
    ...daysOf(query),
  };
}

/** The query of the page's address, without its question mark: the same filter always gives the same one. */
export function jobPageQuery({ status, kind, isFavourite, from, to }: JobFilter): string {
  const given = Object.entries({ status, kind, favourite: isFavourite ? "1" : null, from, to }).flatMap(
    ([name, value]) => (value === null ? [] : [[name, value]]),
  );
  return new URLSearchParams(given).toString();
}
