import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { keptDeletions, keptIds } from "./deletions-again";
import { dropDeletion, keepDeletion } from "./kept-deletions";

/** What a tab keeps, with its keys as its own. */
function storage(): Record<string, unknown> {
  const kept: Record<string, unknown> = {};
  const methods = {
    setItem: (key: string, text: string) => void (kept[key] = text),
    getItem: (key: string) => kept[key] ?? null,
    removeItem: (key: string) => void Reflect.deleteProperty(kept, key),
  };
  return Object.setPrototypeOf(kept, methods) as Record<string, unknown>;
}

const deletion = (id: string, until: number) => ({
  id,
  title: `Job ${id}`,
  about: `Job ${id}, all of it`,
  until,
});

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000 });
  vi.stubGlobal("sessionStorage", storage());
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test("what was deleted is remembered for as long as it can be undone, and no longer", () => {
  keepDeletion(deletion("a", 11_000));
  keepDeletion(deletion("b", 13_000));
  expect(keptDeletions(10_999)).toEqual([deletion("a", 11_000), deletion("b", 13_000)]);
  vi.advanceTimersByTime(10_000);
  expect(keptIds()).toEqual(["b"]);
  // A page that is loaded late clears up what the one before could not.
  expect(keptDeletions(13_000)).toEqual([]);
  expect(keptIds()).toEqual([]);
});

test("what is undone is forgotten, and what makes no sense", () => {
  keepDeletion(deletion("a", 11_000));
  dropDeletion("a");
  sessionStorage.setItem("darkroom-deleted c", "null");
  sessionStorage.setItem("darkroom-deleted d", '{"title":1}');
  sessionStorage.setItem("draft", "of somebody");
  expect(keptDeletions(2_000)).toEqual([]);
  expect(Object.keys(sessionStorage)).toEqual(["draft"]);
});

test("a browser that keeps nothing does without", () => {
  vi.stubGlobal("sessionStorage", undefined);
  keepDeletion(deletion("a", 11_000));
  dropDeletion("a");
  expect(keptDeletions(2_000)).toEqual([]);
});
