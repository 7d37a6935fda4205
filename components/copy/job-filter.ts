import { wordsOf } from "@/components/kinds/words";
import { wordsOf as dayWords } from "@/components/ui/day-words";
import type { JobFilter } from "@/hooks/job-filter";
import type { JobStatus } from "@/lib/jobs/status";

/** What a filter calls each status. */
export const statusWords = {
  pending: "Waiting",
  processing: "Developing",
  completed: "Done",
  failed: "Failed",
  canceled: "Canceled",
} as const satisfies Record<JobStatus, string>;

/** A part of a filter that is set: what it is called, and what takes it away. */
export interface SetPart {
  what: "words" | "status" | "kind" | "favourites" | "days";
  label: string;
  without: Partial<JobFilter>;
}

/** All that is set of a filter, in the order in which a page shows it; days are one. */
export function setParts({ words, status, kind, isFavourite, from, to }: JobFilter): SetPart[] {
  const parts: SetPart[] = [];
  if (status) parts.push({ what: "status", label: statusWords[status], without: { status: null } });
  if (words !== "") parts.push({ what: "words", label: `“${words}”`, without: { words: "" } });
  if (kind) parts.push({ what: "kind", label: wordsOf(kind).plural, without: { kind: null } });
  if (isFavourite) parts.push({ what: "favourites", label: "Favourites", without: { isFavourite: false } });
  if (from || to)
    parts.push({ what: "days", label: dayWords({ from, to }), without: { from: null, to: null } });
  return parts;
}

/** Those of them that the page shows nowhere else: search and statuses are in sight anyway. */
export function hiddenParts(filter: JobFilter): SetPart[] {
  return setParts(filter).filter(({ what }) => what !== "words" && what !== "status");
}
