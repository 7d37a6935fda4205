import type { Route } from "next";
import { places } from "@/components/shell/places";
import { chooseCard, focusSearch, moveToCard, pressCheck } from "./acts";
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

export interface Command {
  /** One key, or two after each other. */
  keys: readonly string[];
  label: string;
  group: "Go to" | "Do" | "In a list of jobs";
  /** Whether the menu has it too: not where it is about what has the focus. */
  isInMenu: boolean;
  run: (page: KeyedPage) => void;
}

/** Every key there is: what is pressed, what `?` shows and what the menu offers are all read from here. */
export const commands: readonly Command[] = [
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
    run: () => moveToCard(1),
  },
  {
    keys: ["k"],
    label: "Job before",
    group: "In a list of jobs",
    isInMenu: false,
    run: () => moveToCard(-1),
  },
  {
    keys: ["x"],
    label: "Choose it, or let go of it",
    group: "In a list of jobs",
    isInMenu: false,
    run: () => chooseCard(),
  },
];
