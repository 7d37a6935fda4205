/** What is to become of the tags of an image, whichever it has by then. A tag in both is there in the end. */
export interface TagEdit {
  added: readonly string[];
  removed: readonly string[];
}

/** The tags with the edit done to them; the very same array where it changes none. */
export function edited(tags: readonly string[], { added, removed }: TagEdit): readonly string[] {
  const next = [...new Set([...tags.filter((tag) => !removed.includes(tag)), ...added])];
  return next.join("\n") === tags.join("\n") ? tags : next;
}

/** What somebody did who saw `before` and left `after`. */
export function editBetween(before: readonly string[], after: readonly string[]): TagEdit {
  return {
    added: after.filter((tag) => !before.includes(tag)),
    removed: before.filter((tag) => !after.includes(tag)),
  };
}

/** One edit that does what the first and then the second would. */
export function bothEdits(first: TagEdit, second: TagEdit): TagEdit {
  const { added, removed } = second;
  return {
    added: [...new Set([...first.added.filter((tag) => !removed.includes(tag)), ...added])],
    removed: [...new Set([...first.removed, ...removed])],
  };
}
