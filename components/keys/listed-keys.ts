/** Where keys mean something, in the order in which they are told. */
export const keyGroups = [
  "Go to",
  "Do",
  "In a list of jobs",
  "Among pictures",
  "At a film",
  "In a form",
] as const;

/** Keys as they are told. */
export interface ListedKeys {
  /** One key, or two after each other; with `between`, several that do the same or the opposite. */
  keys: readonly string[];
  between?: "or";
  label: string;
  group: (typeof keyGroups)[number];
}

/** What is heard by whatever has the focus, and so by itself: told, and nothing more. */
export const keysOfTheFocus: readonly ListedKeys[] = [
  { keys: ["←", "↑", "→", "↓"], between: "or", label: "Move", group: "Among pictures" },
  { keys: ["j", "k"], between: "or", label: "Next picture, or the one before", group: "Among pictures" },
  { keys: ["Home", "End"], between: "or", label: "To the ends of a row", group: "Among pictures" },
  { keys: ["Enter"], label: "Open it", group: "Among pictures" },
  { keys: ["Space"], label: "Choose it, in the library", group: "Among pictures" },
  { keys: ["mod+a"], label: "Choose all, in the library", group: "Among pictures" },
  { keys: ["Space"], label: "Play or stop, with the focus on it", group: "At a film" },
  { keys: ["←", "→"], between: "or", label: "5 s back or on, with the focus on it", group: "At a film" },
  { keys: ["Home", "End"], between: "or", label: "To its ends, with the focus on it", group: "At a film" },
  { keys: ["mod+enter"], label: "Start it", group: "In a form" },
];
