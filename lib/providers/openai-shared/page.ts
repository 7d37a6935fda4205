import { z } from "zod";
import { fieldsOf, idIn, listOf } from "../loose";
import { callOpenAi, readTimeoutMs } from "./client";
import type { OpenAiPlace } from "./place";

/** The most a list call gives. */
const pageSize = 100;

/** What a list shows: each has an id. */
export interface Listed {
  /** All that it is called, the likeliest first. */
  ids: readonly string[];
  createdAt: Date | null;
}

/** One page of a project's list, newest first. */
export interface Page<T extends Listed> {
  /** What we could read: each has an id. */
  items: T[];
  /** How many rows we could not. */
  unreadable: number;
  /** The id to go on after, `null` where there is no going on. */
  next: string | null;
  /** Whether the place itself says that there is no more. */
  isLast: boolean;
}

interface Rows {
  rows: readonly unknown[];
  /** Whether more follow; `null` where nobody says. */
  hasMore: boolean | null;
}

/** A page of a list, whose rows may be of others' making, in shapes we do not know; no list is none. */
const RowsAnswer = z
  .unknown()
  .transform(rowsIn)
  .pipe(z.custom<Rows>((page) => page !== null));

/** The page of a list after the row with this id, each row as `read` has it. */
export async function listPage<T extends Listed>(
  place: OpenAiPlace,
  { path, query, after }: { path: string; query?: Record<string, string>; after: string | null },
  read: (row: unknown) => T,
): Promise<Page<T>> {
  const asked = { limit: pageSize, ...query, ...(after !== null && { after }) };
  const call = { method: "get", path, query: asked, timeoutMs: readTimeoutMs } as const;
  const { rows, hasMore } = await callOpenAi(place, { ...call, schema: RowsAnswer });
  const items = rows.map(read).filter((item) => item.ids.length > 0);
  const isMore = hasMore ?? rows.length >= pageSize;
  return {
    items,
    unreadable: rows.length - items.length,
    next: isMore ? idIn(rows.at(-1)) : null,
    isLast: hasMore === false,
  };
}

function rowsIn(body: unknown): Rows | null {
  const fields = fieldsOf(body);
  const inner = fieldsOf(fields["data"]);
  const names = ["data", "videos", "batches", "files", "items", "results", "list"];
  const lists = [body, ...names.map((name) => fields[name]), ...names.map((name) => inner[name])];
  const rows = lists.find((each) => Array.isArray(each));
  if (rows === undefined) return null;
  const more = [fields["has_more"], fields["hasMore"], inner["has_more"]].find((each) => each != null);
  return {
    rows: listOf(rows),
    hasMore: more == null ? null : more === true || more === "true" || more === 1,
  };
}
