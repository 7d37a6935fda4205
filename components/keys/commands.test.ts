import { existsSync } from "node:fs";
import { expect, test } from "vitest";
import { places } from "@/components/shell/places";
import { commands } from "./commands";
import { fits } from "./fits";
import { menuKey, pressOf } from "./press";

test("no two commands have the same keys, and none begins as another one is", () => {
  const all = commands.map(({ keys }) => keys.join(" "));
  expect(new Set(all).size).toBe(all.length);
  const firsts = commands.filter(({ keys }) => keys.length > 1).map(({ keys }) => keys[0]);
  expect(commands.filter(({ keys }) => keys.length === 1 && firsts.includes(keys[0]))).toEqual([]);
});

test("every key of a command is one that is heard", () => {
  const heard = (key: string) =>
    pressOf(
      { key, ctrlKey: false, metaKey: false, altKey: false, isComposing: false, repeat: false, timeStamp: 0 },
      true,
    );
  for (const key of commands.flatMap(({ keys }) => keys))
    expect(key === menuKey || heard(key)?.key).toBe(key === menuKey || key);
});

test("every page that a key leads to is one", () => {
  const asked: string[] = [];
  for (const { run } of commands.filter(({ group }) => group === "Go to"))
    run({ go: (path) => asked.push(path), open: () => undefined, refresh: () => undefined });
  expect(asked).toEqual(places.map(({ href }) => href));
  const pagesOf = (path: string) => [`app${path}/page.tsx`, `app${path}/(list)/page.tsx`];
  expect(asked.filter((path) => !pagesOf(path).some((file) => existsSync(file)))).toEqual([]);
});

test("an entry is found by the beginnings of its words, in any order and case, and by no others", () => {
  expect(fits(["Red lamp, lit", "Chat"], "LA re")).toBe(true);
  expect(fits(["Red lamp", "Chat"], "chat")).toBe(true);
  expect(fits(["Cafe\u0301"], "caf\u00e9")).toBe(true);
  expect(fits(["Red lamp"], "amp")).toBe(false);
  expect(fits(["Red lamp"], "red door")).toBe(false);
  expect(fits(["Red lamp"], " ")).toBe(true);
});
