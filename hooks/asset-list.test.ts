import { expect, test } from "vitest";
import type { AssetView } from "@/lib/jobs/asset-view";
import { assetListReducer as reduce, isShortOf, listOf } from "./asset-list";

const asset = (id: string, tags: string[] = []): AssetView => ({
  id,
  name: `${id}.jpg`,
  contentType: "image/jpeg",
  bytes: 1,
  width: 1,
  height: 1,
  tags,
  caption: null,
  autoTagStatus: null,
  autoTagError: null,
  openaiBatchId: null,
  createdAt: "2026-01-01T00:00:00.000Z",
  updatedAt: "2026-01-01T00:00:00.000Z",
});
const page = (ids: string, nextCursor: string | null) => ({
  items: ids.split("").map((id) => asset(id)),
  nextCursor,
});
const ids = (list: ReturnType<typeof listOf>) => list.items.map(({ id }) => id).join("");

test("pages follow each other without an image twice, until the last", () => {
  let list = listOf("", null);
  expect(isShortOf(list, 1)).toBe(true);
  list = reduce(list, { type: "page", query: "", cursor: undefined, page: page("abc", "3") });
  expect(isShortOf(list, 3)).toBe(false);
  expect(isShortOf(list, 4)).toBe(true);
  list = reduce(list, { type: "page", query: "", cursor: "3", page: page("cde", null) });
  expect(ids(list)).toBe("abcde");
  expect(isShortOf(list, 99)).toBe(false);
});

test("a page that comes too late, for another question or another place, changes nothing", () => {
  const first = listOf("", page("ab", "2"));
  const asked = reduce(first, { type: "ask", query: "q=sea" });
  expect(reduce(asked, { type: "page", query: "", cursor: undefined, page: page("x", null) })).toBe(asked);
  expect(reduce(asked, { type: "fail", query: "", error: new Error("late") })).toBe(asked);
  expect(reduce(first, { type: "page", query: "", cursor: "1", page: page("x", null) })).toBe(first);
});

test("what was there stays in sight until another question is answered", () => {
  const asked = reduce(listOf("", page("ab", null)), { type: "ask", query: "q=sea" });
  expect(ids(asked)).toBe("ab");
  const answered = reduce(asked, { type: "page", query: "q=sea", cursor: undefined, page: page("c", null) });
  expect(ids(answered)).toBe("c");
});

test("after an error no page is asked for until it is tried again", () => {
  const failed = reduce(listOf("", page("ab", "2")), { type: "fail", query: "", error: new Error("away") });
  expect(isShortOf(failed, 9)).toBe(false);
  expect(isShortOf(reduce(failed, { type: "again" }), 9)).toBe(true);
});

test("an image that arrives stands first, and once", () => {
  const list = reduce(listOf("", page("ab", null)), { type: "arrive", asset: asset("c") });
  expect(ids(reduce(list, { type: "arrive", asset: asset("b") }))).toBe("bca");
});

test("images change and go where they stand", () => {
  const list = listOf("", page("abc", null));
  const changed = reduce(list, { type: "change", ids: new Set(["b"]), with: { tags: ["sea"] } });
  expect(changed.items.map(({ tags }) => tags)).toEqual([[], ["sea"], []]);
  expect(ids(reduce(changed, { type: "remove", ids: new Set(["a"]) }))).toBe("bc");
});

test("images that are read again take the place of those that were there, whatever they were", () => {
  const read = reduce(listOf("", page("abc", "3")), { type: "reread", query: "" });
  expect(ids(reduce(read, { type: "replace", query: "", page: page("dab", null) }))).toBe("dab");
});

test("what happens while images are read again outlasts the answer, which does not know of it", () => {
  let list = reduce(listOf("", page("abc", null)), { type: "reread", query: "" });
  list = reduce(list, { type: "arrive", asset: asset("n") });
  list = reduce(list, { type: "remove", ids: new Set(["a"]) });
  list = reduce(list, { type: "change", ids: new Set(["b"]), with: { tags: ["sea"] } });
  list = reduce(list, { type: "replace", query: "", page: page("abc", "3") });
  expect(ids(list)).toBe("nbc");
  expect(list.items.map(({ tags }) => tags)).toEqual([[], ["sea"], []]);
  // Nor does a page that was asked for before.
  list = reduce(list, { type: "page", query: "", cursor: "3", page: page("ad", null) });
  expect(ids(list)).toBe("nbcd");
});

test("an image that was deleted here does not come back with an answer that still has it", () => {
  let list = reduce(listOf("", page("abc", null)), { type: "reread", query: "" });
  list = reduce(list, { type: "remove", ids: new Set(["a"]) });
  expect(ids(reduce(list, { type: "replace", query: "", page: page("abc", null) }))).toBe("bc");
});

test("an image that arrives before the first answer is there after it", () => {
  const list = reduce(listOf("", null), { type: "arrive", asset: asset("n") });
  expect(ids(reduce(list, { type: "page", query: "", cursor: undefined, page: page("ab", null) }))).toBe(
    "nab",
  );
});

test("an answer that nobody waits for any more changes nothing", () => {
  const read = reduce(listOf("", page("ab", null)), { type: "reread", query: "" });
  const first = reduce(read, { type: "replace", query: "", page: page("b", null) });
  expect(reduce(first, { type: "replace", query: "", page: page("ab", null) })).toBe(first);
  const asked = reduce(reduce(read, { type: "ask", query: "q=sea" }), { type: "ask", query: "" });
  expect(reduce(asked, { type: "replace", query: "", page: page("x", null) })).toBe(asked);
});
