/** Where an image stands with its tags, as the library can be narrowed to. */
export const tagStatuses = ["untagged", "pending", "processing", "completed", "failed"] as const;
export type TagStatus = (typeof tagStatuses)[number];

/** Which images of the library are looked at. */
export interface LibraryFilter {
  words: string;
  /** An image has to have all of them. */
  tags: readonly string[];
  status: TagStatus | null;
  /** The first and the last day, such as 2026-11-22, in the reader's own time zone. */
  from: string | null;
  to: string | null;
}

export const wholeLibrary: LibraryFilter = { words: "", tags: [], status: null, from: null, to: null };

/** What the address of the page says. Whatever it says that is no filter is left out. */
export function filterOf(query: URLSearchParams): LibraryFilter {
  const tags = query.getAll("tag").filter((tag) => tag !== "");
  return {
    words: (query.get("q") ?? "").trim(),
    tags: [...new Set(tags)],
    status: tagStatuses.find((status) => status === query.get("status")) ?? null,
    from: dayOf(query.get("from")),
    to: dayOf(query.get("to")),
  };
}

function dayOf(text: string | null): string | null {
  if (text === null || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return null;
  const moment = Date.parse(text);
  return Number.isNaN(moment) || new Date(moment).toISOString().slice(0, 10) !== text ? null : text;
}

/** The query of the page's address, without its question mark: the same filter always gives the same one. */
export function pageQuery(filter: LibraryFilter): string {
  return queryWith(filter, filter.from, filter.to);
}

/** The query of a question to the API. A day begins and ends where the reader lives. */
export function requestQuery(filter: LibraryFilter): string {
  const from = filter.from && new Date(`${filter.from}T00:00:00.000`).toISOString();
  const to = filter.to && new Date(`${filter.to}T23:59:59.999`).toISOString();
  return queryWith(filter, from, to);
}

function queryWith({ words, tags, status }: LibraryFilter, from: string | null, to: string | null): string {
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
