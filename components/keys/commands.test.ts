import { existsSync } from "node:fs";
import { afterEach, expect, test, vi } from "vitest";
import type { FilmDeck } from "@/components/film/film-deck";
import { keyAction } from "@/components/film/film-keys";
import { places } from "@/components/shell/places";
import { commands, commandsHere, offeredAt } from "./commands";
import { fits } from "./fits";
import { groupNotes } from "./listed-keys";
import { commandIcon } from "./menu-icons";
import { commandOf, menuKey, pressOf } from "./press";

afterEach(() => vi.unstubAllGlobals());

test("no two commands have the same keys in the same place, and none begins as another one is", () => {
  const ofFilms = commands.filter(({ isHere }) => isHere !== undefined);
  const others = commands.filter(({ isHere }) => isHere === undefined);
  for (const place of [ofFilms, others]) {
    const all = place.map(({ keys }) => keys.join(" "));
    expect(new Set(all).size).toBe(all.length);
  }
  const firsts = commands.filter(({ keys }) => keys.length > 1).map(({ keys }) => keys[0]);
  expect(commands.filter(({ keys }) => keys.length === 1 && firsts.includes(keys[0]))).toEqual([]);
});

test("where there is a film its keys are its own, and elsewhere they lead through pages and jobs", () => {
  let found: object | null = {};
  vi.stubGlobal("document", { querySelector: () => found });
  const meant = (key: string) => commandOf(commandsHere(), { key, at: 0 }, null).command?.group;
  expect(["n", "j", "k", "f"].map(meant)).toEqual(Array(4).fill("At a film"));
  expect(meant("r")).toBe("Do");
  found = null;
  expect(["n", "j", "k", "f"].map(meant)).toEqual([
    "Do",
    "In a list of jobs",
    "In a list of jobs",
    undefined,
  ]);
});

test("the list says which keys a film takes from others", () => {
  const others = commands.filter(({ group }) => group !== "At a film").map(({ keys }) => keys[0] ?? "");
  const both = commands.flatMap(({ keys: [key = ""], group }) =>
    group === "At a film" && others.includes(key) ? key : [],
  );
  const said = /^On a page with a film, (.+) are the film’s\.$/.exec(groupNotes["At a film"] ?? "")?.[1];
  expect(said?.split(/, | and /).toSorted()).toEqual(both.toSorted());
});

test("what is said of a film's keys is what they do", () => {
  const film = { now: () => ({ atMs: 20_000, durationMs: 60_000, speed: 1 }) } as unknown as FilmDeck;
  for (const { keys } of commands.filter(({ group }) => group === "At a film"))
    expect(keyAction(keys[0] ?? "", film, [], () => undefined)).not.toBeNull();
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

test("the menu offers the place that one is at after all others, and elsewhere keeps their order", () => {
  const placesAt = (path: string) =>
    offeredAt(path).flatMap(({ group, label }) => (group === "Go to" ? [label] : []));
  expect(placesAt("/jobs")).toEqual(["Pictures", "Library", "Jobs"]);
  expect(placesAt("/jobs/one")).toEqual(["Jobs", "Pictures", "Library"]);
});

test("whatever the menu offers has a picture before it", () => {
  expect(offeredAt("/jobs").filter(({ label }) => commandIcon(label) === undefined)).toEqual([]);
});

test("an entry is found by the beginnings of its words, in any order and case, and by no others", () => {
  expect(fits(["Red lamp, lit", "Chat"], "LA re")).toBe(true);
  expect(fits(["Red lamp", "Chat"], "chat")).toBe(true);
  expect(fits(["Cafe\u0301"], "caf\u00e9")).toBe(true);
  expect(fits(["Red lamp"], "amp")).toBe(false);
  expect(fits(["Red lamp"], "red door")).toBe(false);
  expect(fits(["Red lamp"], " ")).toBe(true);
});
