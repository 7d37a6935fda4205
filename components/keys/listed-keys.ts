/** Where keys mean something, in the order in which they are told: halves of the list in two columns are about as long. */
export const keyGroups = [
  "Go to",
  "Do",
  "Among pictures",
  "In a form",
  "At a film",
  "With the focus on a film",
  "In a list of jobs",
] as const;

type KeyGroup = (typeof keyGroups)[number];

/** What is said of a group before its keys. */
export const groupNotes: Partial<Record<KeyGroup, string>> = {
  "At a film": "On a page with a film, n, j and k are the film’s.",
};

/** Keys as they are told. */
export interface ListedKeys {
  /** One key, or two after each other; with `between`, several that do the same or the opposite. */
  keys: readonly string[];
  between?: "or";
  label: string;
  group: KeyGroup;
}

/** What is heard by whatever has the focus, and so by itself: told, and nothing more. */
export const keysOfTheFocus: readonly ListedKeys[] = [
  { keys: ["←", "↑", "→", "↓"], between: "or", label: "Move", group: "Among pictures" },
  { keys: ["j", "k"], between: "or", label: "Next or previous", group: "Among pictures" },
  { keys: ["Home", "End"], between: "or", label: "Start or end of a row", group: "Among pictures" },
  { keys: ["Enter"], label: "Open it", group: "Among pictures" },
  { keys: ["Space"], label: "Choose it, in the library", group: "Among pictures" },
  { keys: ["mod+a"], label: "Choose all, in the library", group: "Among pictures" },
  { keys: ["Space"], label: "Play or stop", group: "With the focus on a film" },
  { keys: ["←", "→"], between: "or", label: "5 s back or on", group: "With the focus on a film" },
  { keys: ["Home", "End"], between: "or", label: "Start or end", group: "With the focus on a film" },
  { keys: ["mod+enter"], label: "Start it", group: "In a form" },
];
