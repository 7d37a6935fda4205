/** Which of a list are chosen: some by their ids, or all that fit its filter but for some. */
export interface Selection {
  isAll: boolean;
  /** Chosen where `isAll` is false, left out where it is true. */
  ids: ReadonlySet<string>;
}

export const nothing: Selection = { isAll: false, ids: new Set() };
export const everything: Selection = { isAll: true, ids: new Set() };

export function isChosen({ isAll, ids }: Selection, id: string): boolean {
  return ids.has(id) !== isAll;
}

/** How many are chosen of `total`. */
export function chosenOf({ isAll, ids }: Selection, total: number): number {
  return isAll ? Math.max(0, total - ids.size) : ids.size;
}

/** Chooses these, or lets go of them. */
export function choose(selection: Selection, ids: Iterable<string>, wanted: boolean): Selection {
  const changed = new Set(selection.ids);
  for (const id of ids) {
    if (wanted === selection.isAll) changed.delete(id);
    else changed.add(id);
  }
  return { ...selection, ids: changed };
}

/** Those that are no more are neither chosen nor left out. */
export function without(selection: Selection, gone: ReadonlySet<string>): Selection {
  return { ...selection, ids: new Set([...selection.ids].filter((id) => !gone.has(id))) };
}
