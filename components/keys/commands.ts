import type { Route } from "next";
import { places, standing } from "@/components/shell/places";
import { atFilm, chooseCard, hasFilm, moveOn, pressCheck } from "./acts";
import { focusSearch } from "./focus-search";
import type { ListedKeys } from "./listed-keys";
import { menuKey } from "./press";

/** What commands may do with the page. */
export interface KeyedPage {
  go: <T extends string>(path: Route<T>) => void;
  open: (room: KeyRoomName) => void;
  /** Asks again for all that is shown. */
  refresh: () => void;
}

/** What opens before the page. */
export type KeyRoomName = "keys" | "menu";

export interface Command extends ListedKeys {
  /** Whether the menu has it too: not where it is about what has the focus. */
  isInMenu: boolean;
  /** Whether it means something just now; without it, always. */
  isHere?: () => boolean;
  run: (page: KeyedPage) => void;
}

/** What lead a film, wherever on its page the focus is, with what `film-keys.ts` says of them. */
const filmKeys = [
  ["k", "Play, or stop"],
  ["j", "10 s back"],
  ["l", "10 s on"],
  ["n", "Next scene"],
  ["p", "Scene before"],
  ["c", "Captions"],
  ["m", "Sound on or off"],
  ["f", "Fill the screen"],
  ["<", "Slower"],
  [">", "Faster"],
] as const;

/** Every key that is heard wherever the focus is: what is pressed, what `?` shows and what the menu offers are all read from here. */
export const commands: readonly Command[] = [
  ...filmKeys.map(([key, label]): Command => ({
    keys: [key],
    label,
    group: "At a film",
    isInMenu: false,
    isHere: hasFilm,
    run: () => atFilm(key),
  })),
  ...places.map(({ href, label, key }): Command => ({
    keys: ["g", key],
    label,
    group: "Go to",
    isInMenu: true,
    run: ({ go }) => go(href),
  })),
  { keys: ["n"], label: "New job", group: "Do", isInMenu: true, run: ({ go }) => go("/new") },
  {
    keys: ["r"],
    label: "Check status, or look again",
    group: "Do",
    isInMenu: true,
    run: ({ refresh }) => {
      if (!pressCheck()) refresh();
    },
  },
  {
    keys: ["/"],
    label: "Search",
    group: "Do",
    isInMenu: false,
    run: ({ open }) => {
      if (!focusSearch()) open("menu");
    },
  },
  {
    keys: [menuKey],
    label: "Command menu",
    group: "Do",
    isInMenu: false,
    run: ({ open }) => open("menu"),
  },
  {
    keys: ["?"],
    label: "All keys",
    group: "Do",
    isInMenu: true,
    run: ({ open }) => open("keys"),
  },
  {
    keys: ["j"],
    label: "Next job",
    group: "In a list of jobs",
    isInMenu: false,
    run: () => moveOn(1),
  },
  {
    keys: ["k"],
    label: "Job before",
    group: "In a list of jobs",
    isInMenu: false,
    run: () => moveOn(-1),
  },
  {
    keys: ["x"],
    label: "Choose it, or let go of it",
    group: "In a list of jobs",
    isInMenu: false,
    run: () => chooseCard(),
  },
];

/** What the menu offers on a page, in its order: the place that one is at comes after the others, as nobody asks for it first. */
export function offeredAt(path: string): Command[] {
  const here = places.find(({ href }) => standing(path, href) === "at")?.label;
  const offered = commands.filter(({ isInMenu }) => isInMenu);
  return offered.toSorted((a, b) => Number(a.label === here) - Number(b.label === here));
}

/** Those that mean something on the page as it is now; of two that have the same key, the first is meant. */
export function commandsHere(): Command[] {
  return commands.filter(({ isHere }) => isHere?.() ?? true);
}
