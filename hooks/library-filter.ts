import { daysOf, momentsOf, type Days } from "./days";

/** Where an image stands with its tags, as the library can be narrowed to. */
export const tagStatuses = ["untagged", "pending", "processing", "completed", "failed"] as const;
export type TagStatus = (typeof tagStatuses)[number];

/** Which images of the library are looked at. */
export interface LibraryFilter extends Days {
  words: string;
  /** An image has to have all of them. */
  tags: readonly string[];
  status: TagStatus | null;
}

export const wholeLibrary: LibraryFilter = { words: "", tags: [], status: null, from: null, to: null };

/** What the address of the page says. Whatever it says that is no filter is left out. */
export function filterOf(query: URLSearchParams): LibraryFilter {
  const tags = query.getAll("tag").filter((tag) => tag !== "");
  return {
    words: (query.get("q") ?? "").trim(),
    tags: [...new Set(tags)],
    status: tagStatuses.find((status) => status === query.get("status")) ?? null,
    ...daysOf(query),
  };
}

/** The query of the page's address, without its question mark: the same filter always gives the same one. */
export function pageQuery(filter: LibraryFilter): string {
  return queryWith(filter, filter);
}

/** The query of a question to the API. */
export function requestQuery(filter: LibraryFilter): string {
  return queryWith(filter, momentsOf(filter));
}

function queryWith({ words, tags, status }: LibraryFilter, { from, to }: Days): string {
  const query = new URLSearchParams();
  if (words.trim() !== "") query.set("q", words.trim());
  for (const tag of tags) query.append("tag", tag);
  if (status) query.set("status", status);
  if (from) query.set("from", from);
  if (to) query.set("to", to);
  return query.toString();
}

/** Whether something is left out. */
export function isNarrowed(filter: LibraryFilter): boolean {
  return pageQuery(filter) !== "";
}

/** The filter with a tag more, or without it if it has it. */
export function withTag(filter: LibraryFilter, tag: string): LibraryFilter {
  const has = filter.tags.includes(tag);
  return { ...filter, tags: has ? filter.tags.filter((each) => each !== tag) : [...filter.tags, tag] };
}
