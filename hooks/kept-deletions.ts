/** A job that was deleted in this tab, as long as that can be undone. */
export interface KeptDeletion {
  id: string;
  title: string;
  /** What is said of it. */
  about: string;
  /** Until when it can be undone, by the clock of this browser. */
  until: number;
}

/** Before the id of each, in what a tab keeps. */
export const mark = "darkroom-deleted ";

/** Has this tab remember it over a reload, until it can be undone no more. Never throws. */
export function keepDeletion({ id, ...rest }: KeptDeletion): void {
  try {
    sessionStorage.setItem(mark + id, JSON.stringify(rest));
    setTimeout(dropDeletion, rest.until - Date.now(), id);
  } catch {
    // A browser that keeps nothing remembers nothing.
  }
}

/** Has it forget that. Never throws. */
export function dropDeletion(id: string): void {
  try {
    sessionStorage.removeItem(mark + id);
  } catch {
    // As above.
  }
}
